package main

import (
	"bytes"
	"encoding/json"
	"runtime/debug"

	intoto "github.com/in-toto/in-toto-golang/in_toto"
)

// A key: a path or document of PEM, or the key object itself.
type keySource struct {
	document
	Scheme string          `json:"scheme"`
	Object json.RawMessage `json:"object"`
}

func (k *keySource) UnmarshalJSON(data []byte) error {
	var path string
	if json.Unmarshal(data, &path) == nil {
		k.Path = path
		return nil
	}
	type plain keySource
	return json.Unmarshal(data, (*plain)(k))
}

func (k *keySource) load() (intoto.Key, error) {
	var key intoto.Key
	if k == nil {
		return key, badRequest("the request has no key")
	}
	if k.Object != nil {
		return key, json.Unmarshal(k.Object, &key)
	}
	pem, err := k.content()
	if err != nil {
		return key, err
	}
	if k.Scheme != "" {
		err = key.LoadKeyReader(bytes.NewReader(pem), k.Scheme, []string{"sha256", "sha512"})
	} else {
		err = key.LoadKeyReaderDefaults(bytes.NewReader(pem))
	}
	return key, err
}

func loadKey(r *request) (any, error) {
	key, err := r.Key.load()
	if err != nil {
		return nil, err
	}
	key.KeyVal.Private = ""
	return map[string]any{"keyid": key.KeyID, "key": key}, nil
}

func info(*request) (any, error) {
	build, _ := debug.ReadBuildInfo()
	libraries := map[string]string{"go": build.GoVersion}
	version := ""
	for _, module := range build.Deps {
		switch module.Path {
		case "github.com/in-toto/in-toto-golang":
			version = module.Version[1:]
		case "github.com/secure-systems-lab/go-securesystemslib":
			libraries["go-securesystemslib"] = module.Version[1:]
		}
	}
	return map[string]any{"name": "in-toto-golang", "version": version, "libraries": libraries}, nil
}
