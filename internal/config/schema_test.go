package config

import (
	"bytes"
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"
	"gopkg.in/yaml.v3"
)

var schemaFile = filepath.Join("..", "..", "schema", "buslint.schema.json")

func TestSchemaHasTheKeysOfTheParser(t *testing.T) {
	t.Parallel()
	data, err := os.ReadFile(schemaFile)
	if err != nil {
		t.Fatal(err)
	}
	type object struct {
		Properties map[string]any `json:"properties"`
	}
	var s struct {
		object
		Defs map[string]object `json:"$defs"`
	}
	if err := json.Unmarshal(data, &s); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(keys, slices.Sorted(maps.Keys(s.Properties))); diff != "" {
		t.Errorf("keys: %s", diff)
	}
	if diff := cmp.Diff(scopeKeys, slices.Sorted(maps.Keys(s.Defs["scope"].Properties))); diff != "" {
		t.Errorf("keys of paths and topics: %s", diff)
	}
}

// TestSchemaAgreesWithTheParser gives configurations that both must take or both refuse.
func TestSchemaAgreesWithTheParser(t *testing.T) {
	t.Parallel()
	schema, err := jsonschema.NewCompiler().Compile(schemaFile)
	if err != nil {
		t.Fatal(err)
	}
	example, err := os.ReadFile(filepath.Join("..", "..", ".buslint.example.yml"))
	if err != nil {
		t.Fatal(err)
	}
	names := known(t)
	valid := func(text string) bool {
		var value any
		if err := yaml.Unmarshal([]byte(text), &value); err != nil {
			t.Fatal(err)
		}
		data, err := json.Marshal(value)
		if err != nil {
			t.Fatal(err)
		}
		doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		return schema.Validate(doc) == nil
	}
	for _, tt := range []struct {
		text string
		want bool
	}{
		{string(example), true},
		{"", true},
		{"rules: {txpublish: off}", true},
		{"rules: {txpublish: true, dualwrite: {severity: info}}", true},
		{"rules:\nexclude:\ntags:", true},
		{"paths: [{match: a, rules: {txpublish: on}}]", true},
		{"topics: [{match: [a, b], rules: {txpublish: error}}]", true},
		{"fail-on: never", true},
		{"names: {topics: '^[a-z.]+$', events: created$}", true},
		{"names:", true},
		{"names: {topic: a}", false},
		{"names: {topics: [a]}", false},
		{"rule: {}", false},
		{"rules: {txpublsh: off}", false},
		{"rules: {txpublish: fatal}", false},
		{"rules: {txpublish: {severty: info}}", false},
		{"rules: [txpublish]", false},
		{"enable: [txpublsh]", false},
		{"paths: [{match: a}]", false},
		{"paths: [{rules: {txpublish: on}}]", false},
		{"paths: [{match: [], rules: {txpublish: on}}]", false},
		{"paths: [{match: a, rules: {}}]", false},
		{"paths: {match: a, rules: {txpublish: on}}", false},
		{"topics: [{topic: a, rules: {txpublish: on}}]", false},
		{"show: never", false},
		{"tests: maybe", false},
		{"tags: [1]", false},
		{"exclude: a.go", false},
	} {
		if _, err := Parse("c.yml", []byte(tt.text), names); (err == nil) != tt.want {
			t.Errorf("parser: %q: %v, want valid to be %v", tt.text, err, tt.want)
		}
		if got := valid(tt.text); got != tt.want {
			t.Errorf("schema: %q is valid: %v, want %v", tt.text, got, tt.want)
		}
	}
}
