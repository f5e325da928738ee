package main

import (
	"encoding/base64"
	"encoding/json"
	"os"
)

// The caller's mistake, not an outcome of the library.
type badRequest string

func (b badRequest) Error() string { return string(b) }

// A document: a file, or the content itself.
type document struct {
	Path   string  `json:"path"`
	Text   *string `json:"text"`
	Base64 *string `json:"base64"`
}

func (d *document) content() ([]byte, error) {
	switch {
	case d.Base64 != nil:
		return base64.StdEncoding.DecodeString(*d.Base64)
	case d.Text != nil:
		return []byte(*d.Text), nil
	case d.Path != "":
		return os.ReadFile(d.Path)
	}
	return nil, badRequest("the request has no document")
}

// The path of the document, and a function that removes what was made for it.
func (d *document) file() (string, func(), error) {
	if d.Base64 == nil && d.Text == nil && d.Path != "" {
		return d.Path, func() {}, nil
	}
	content, err := d.content()
	if err != nil {
		return "", nil, err
	}
	file, err := os.CreateTemp("", "in-toto-go-driver")
	if err != nil {
		return "", nil, err
	}
	remove := func() { _ = os.Remove(file.Name()) }
	if _, err := file.Write(content); err != nil {
		remove()
		return "", nil, err
	}
	return file.Name(), remove, file.Close()
}

type links map[string]struct {
	Materials map[string]map[string]string `json:"materials"`
	Products  map[string]map[string]string `json:"products"`
}

// The members of all operations.
type request struct {
	document
	ID       json.RawMessage `json:"id"`
	Op       string          `json:"op"`
	Cwd      string          `json:"cwd"`
	Deadline float64         `json:"deadline"`

	Layout     string            `json:"layout"`
	Keys       []keySource       `json:"keys"`
	LinkDir    string            `json:"link_dir"`
	StepName   string            `json:"step_name"`
	Parameters map[string]string `json:"parameters"`

	Key       *keySource  `json:"key"`
	Signer    *keySource  `json:"signer"`
	Signers   []keySource `json:"signers"`
	Existing  string      `json:"existing"`
	Container string      `json:"container"`

	Artifacts  []string `json:"artifacts"`
	Excludes   []string `json:"exclude_patterns"`
	Strip      []string `json:"lstrip_paths"`
	Normalize  bool     `json:"normalize_line_endings"`
	Follow     bool     `json:"follow_symlink_dirs"`
	Algorithms []string `json:"algorithms"`
	Paths      []string `json:"paths"`
	Link       document `json:"link"`

	Cases [][2]json.RawMessage `json:"cases"`
	Item  string               `json:"item"`
	List  string               `json:"list"`
	Rules [][]string           `json:"rules"`
	Links links                `json:"links"`
	Rule  []string             `json:"rule"`
}
