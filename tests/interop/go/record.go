package main

import (
	"sort"

	intoto "github.com/in-toto/in-toto-golang/in_toto"
)

func (r *request) algorithms() []string {
	if len(r.Algorithms) == 0 {
		return []string{"sha256"}
	}
	return r.Algorithms
}

func record(r *request) (any, error) {
	return intoto.RecordArtifacts(r.Artifacts, r.algorithms(), r.Excludes, r.Strip, r.Normalize, r.Follow)
}

func matchProducts(r *request) (any, error) {
	metadata, err := r.Link.metadata()
	if err != nil {
		return nil, err
	}
	link, ok := metadata.GetPayload().(intoto.Link)
	if !ok {
		return nil, badRequest("not a link")
	}
	only, not, differ, err := intoto.InTotoMatchProducts(&link, r.Paths, r.algorithms(), r.Excludes, r.Strip)
	for _, names := range [][]string{only, not, differ} {
		sort.Strings(names)
	}
	return map[string]any{"onlyInProducts": only, "notInProducts": not, "differ": differ}, err
}
