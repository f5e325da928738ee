package main

import (
	"encoding/json"
	"strings"

	intoto "github.com/in-toto/in-toto-golang/in_toto"
)

func failure(err error) map[string]any {
	fault := faultOf(err)
	return map[string]any{"verdict": "fail", "type": fault.Type, "message": fault.Message}
}

func verify(r *request) (any, error) {
	stage := "load-layout"
	summary, err := guarded(func(*request) (any, error) {
		layout, err := intoto.LoadMetadata(r.Layout)
		if err != nil {
			return nil, err
		}
		stage = "load-keys"
		keys := map[string]intoto.Key{}
		for i := range r.Keys {
			key, err := r.Keys[i].load()
			if err != nil {
				return nil, err
			}
			keys[key.KeyID] = key
		}
		stage = ""
		parameters := r.Parameters
		if parameters == nil {
			parameters = map[string]string{}
		}
		linkDir := r.LinkDir
		if linkDir == "" {
			linkDir = "."
		}
		summary, err := intoto.InTotoVerify(layout, keys, linkDir, r.StepName, parameters, nil, r.Normalize)
		if err != nil {
			stage = stageOf(r, keys, parameters, linkDir, err)
			return nil, err
		}
		return json.Marshal(summary.GetPayload())
	}, r)
	if err != nil {
		result := failure(err)
		result["stage"] = stage
		return result, nil
	}
	return map[string]any{"verdict": "pass", "summary": string(summary.([]byte))}, nil
}

// Where the verification failed, by doing again what has no effects. The library does not say.
func stageOf(r *request, keys map[string]intoto.Key, parameters map[string]string, linkDir string, verdict error) string {
	metadata, err := intoto.LoadMetadata(r.Layout)
	if err != nil || intoto.VerifyLayoutSignatures(metadata, keys) != nil {
		return "layout-signature"
	}
	layout, ok := metadata.GetPayload().(intoto.Layout)
	if !ok {
		return "layout-format"
	}
	if intoto.VerifyLayoutExpiration(layout) != nil {
		return "expiry"
	}
	layout, err = intoto.SubstituteParameters(layout, parameters)
	if err != nil {
		return "parameters"
	}
	roots, intermediates, err := intoto.LoadLayoutCertificates(layout, nil)
	if err != nil {
		return "certificates"
	}
	links, err := intoto.LoadLinksForLayout(layout, linkDir)
	if err != nil {
		return "links"
	}
	if _, err := intoto.VerifyLinkSignatureThesholds(layout, links, roots, intermediates); err != nil {
		return "threshold"
	}
	if strings.Contains(verdict.Error(), "artifact verification failed") {
		return "rules"
	}
	return ""
}
