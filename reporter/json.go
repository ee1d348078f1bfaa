package reporter

import (
	"encoding/json"
	"io"

	"github.com/buslint/buslint/finding"
)

// JSON prints all findings as one JSON document, version 1.
func JSON(w io.Writer, r Report) error {
	type document struct {
		Version  int           `json:"version"`
		Root     string        `json:"root"`
		Findings []jsonFinding `json:"findings"`
		Problems []string      `json:"problems,omitempty"`
		Stats    any           `json:"stats"`
	}
	doc := document{Version: 1, Root: r.Root, Findings: []jsonFinding{}, Problems: r.Problems, Stats: r.Stats}
	for _, f := range r.Findings {
		doc.Findings = append(doc.Findings, jsonFinding{f.Rule, f.Severity, f.Text, f.Symbol, f.Position, f.End, orEmpty(f.Path), orEmpty(f.Fixes), f.Fingerprint, f.Topic})
	}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(doc)
}

// jsonFinding is a finding in the document: the fields that are told, in their order, and lists that are never null.
type jsonFinding struct {
	Rule        string           `json:"rule"`
	Severity    finding.Severity `json:"severity"`
	Text        string           `json:"text"`
	Symbol      string           `json:"symbol"`
	Position    finding.Position `json:"position"`
	End         finding.Position `json:"end"`
	Path        []finding.Frame  `json:"path"`
	Fixes       []finding.Fix    `json:"fixes"`
	Fingerprint string           `json:"fingerprint"`
	Topic       string           `json:"topic,omitempty"`
}

func orEmpty[T any](s []T) []T {
	if s == nil {
		return []T{}
	}
	return s
}
