package main

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"os"
	"path/filepath"

	intoto "github.com/in-toto/in-toto-golang/in_toto"
	"github.com/secure-systems-lab/go-securesystemslib/cjson"
	"github.com/secure-systems-lab/go-securesystemslib/dsse"
)

func canonical(r *request) (any, error) {
	content, err := r.content()
	if err != nil {
		return nil, err
	}
	decoder := json.NewDecoder(bytes.NewReader(content))
	decoder.UseNumber()
	var tree any
	if err := decoder.Decode(&tree); err != nil {
		return nil, err
	}
	return cjson.EncodeCanonical(tree)
}

func fileBytes(metadata intoto.Metadata) ([]byte, error) {
	folder, err := os.MkdirTemp("", "in-toto-go-driver")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(folder)
	path := filepath.Join(folder, "metadata")
	if err := metadata.Dump(path); err != nil {
		return nil, err
	}
	return os.ReadFile(path)
}

// What a signature covers. The library keeps a DSSE payload to itself, so it is taken from the file it writes.
func signedBytes(metadata intoto.Metadata, file []byte) ([]byte, error) {
	if metablock, ok := metadata.(*intoto.Metablock); ok {
		return metablock.GetSignableRepresentation()
	}
	var envelope dsse.Envelope
	if err := json.Unmarshal(file, &envelope); err != nil {
		return nil, err
	}
	payload, err := envelope.DecodeB64Payload()
	return dsse.PAE(envelope.PayloadType, payload), err
}

func described(metadata intoto.Metadata) (map[string]any, error) {
	file, err := fileBytes(metadata)
	if err != nil {
		return nil, err
	}
	signed, err := signedBytes(metadata, file)
	if err != nil {
		return nil, err
	}
	payload, err := json.Marshal(metadata.GetPayload())
	if err != nil {
		return nil, err
	}
	container, kind := "metablock", "link"
	if _, ok := metadata.(*intoto.Envelope); ok {
		container = "dsse"
	}
	if _, ok := metadata.GetPayload().(intoto.Layout); ok {
		kind = "layout"
	}
	return map[string]any{
		"container": container,
		"type":      kind,
		"payload":   string(payload),
		"signed":    signed,
		"file":      file,
	}, nil
}

func (d *document) metadata() (intoto.Metadata, error) {
	path, remove, err := d.file()
	if err != nil {
		return nil, err
	}
	defer remove()
	return intoto.LoadMetadata(path)
}

func parse(r *request) (any, error) {
	metadata, err := r.metadata()
	if err != nil {
		return nil, err
	}
	return described(metadata)
}

// The library reads payloads only within containers: the payload goes into an unsigned one of ours first.
func create(r *request) (any, error) {
	payload, err := r.content()
	if err != nil {
		return nil, err
	}
	wrapped, err := json.Marshal(map[string]any{"signed": json.RawMessage(payload), "signatures": []any{}})
	if err != nil {
		return nil, err
	}
	encoded := base64.StdEncoding.EncodeToString(wrapped)
	metadata, err := (&document{Base64: &encoded}).metadata()
	if err != nil {
		return nil, err
	}
	if r.Container == "dsse" {
		envelope := &intoto.Envelope{}
		if err := envelope.SetPayload(metadata.GetPayload()); err != nil {
			return nil, err
		}
		metadata = envelope
	}
	for i := range r.Signers {
		key, err := r.Signers[i].load()
		if err != nil {
			return nil, err
		}
		if err := metadata.Sign(key); err != nil {
			return nil, err
		}
	}
	return described(metadata)
}

// Signing an envelope always replaces the signatures it has.
func sign(r *request) (any, error) {
	metadata, err := r.metadata()
	if err != nil {
		return nil, err
	}
	if metablock, ok := metadata.(*intoto.Metablock); ok && r.Existing == "replace" {
		metablock.Signatures = []intoto.Signature{}
	}
	key, err := r.Signer.load()
	if err != nil {
		return nil, err
	}
	if err := metadata.Sign(key); err != nil {
		return nil, err
	}
	description, err := described(metadata)
	if err == nil {
		description["keyid"] = key.KeyID
	}
	return description, err
}

func checkSignature(r *request) (any, error) {
	metadata, err := r.metadata()
	if err != nil {
		return nil, err
	}
	key, err := r.Key.load()
	if err != nil {
		return nil, err
	}
	return true, metadata.VerifySignature(key)
}
