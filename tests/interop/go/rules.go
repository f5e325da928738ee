package main

import (
	"encoding/json"

	intoto "github.com/in-toto/in-toto-golang/in_toto"
)

// Per case a digit for each name. The rules of the library clean patterns and names before they come here.
func matchPatterns(r *request) (any, error) {
	answers := []string{}
	for _, entry := range r.Cases {
		var pattern string
		var names []string
		if err := json.Unmarshal(entry[0], &pattern); err != nil {
			return nil, badRequest(err.Error())
		}
		if err := json.Unmarshal(entry[1], &names); err != nil {
			return nil, badRequest(err.Error())
		}
		matched := intoto.NewSet(names...).Filter(pattern)
		digits := make([]byte, len(names))
		for i, name := range names {
			digits[i] = '0'
			if matched.Has(name) {
				digits[i] = '1'
			}
		}
		answers = append(answers, string(digits))
	}
	return answers, nil
}

func evaluateRules(r *request) (any, error) {
	metadata := map[string]intoto.Metadata{}
	for name, link := range r.Links {
		metadata[name] = &intoto.Metablock{
			Signed: intoto.Link{Type: "link", Name: name, Materials: link.Materials, Products: link.Products},
		}
	}
	step := intoto.Step{SupplyChainItem: intoto.SupplyChainItem{Name: r.Item}}
	if r.List == "materials" {
		step.ExpectedMaterials = r.Rules
	} else {
		step.ExpectedProducts = r.Rules
	}
	_, err := guarded(func(*request) (any, error) {
		return nil, intoto.VerifyArtifacts([]any{step}, metadata)
	}, r)
	if err != nil {
		return failure(err), nil
	}
	return map[string]any{"verdict": "pass"}, nil
}

func unpackRule(r *request) (any, error) {
	return intoto.UnpackRule(r.Rule)
}
