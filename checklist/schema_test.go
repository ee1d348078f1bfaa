package checklist

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

var schemaFile = filepath.Join("..", "schema", "checklist.schema.json")

func TestSchemaHasTheWordsOfTheParser(t *testing.T) {
	t.Parallel()
	data, err := os.ReadFile(schemaFile)
	if err != nil {
		t.Fatal(err)
	}
	type property struct {
		Enum  []string
		Items *struct{ Enum []string }
	}
	type object struct{ Properties map[string]property }
	var s struct {
		object
		Defs map[string]object `json:"$defs"`
	}
	if err := json.Unmarshal(data, &s); err != nil {
		t.Fatal(err)
	}
	question := s.Defs["question"].Properties
	for _, c := range []struct {
		name      string
		want, got []string
	}{
		{"keys of the file", topKeys, slices.Collect(maps.Keys(s.Properties))},
		{"keys of a question", questionKeys, slices.Collect(maps.Keys(question))},
		{"keys of an answer", answerKeys, slices.Collect(maps.Keys(s.Defs["answer"].Properties))},
		{"keys of evidence", evidenceKeys, slices.Collect(maps.Keys(s.Defs["evidence"].Properties))},
		{"packs", Packs, s.Properties["extends"].Items.Enum},
		{"changes", texts(changeKinds()), question["when"].Items.Enum},
		{"types", texts(types()), question["type"].Enum},
	} {
		if diff := cmp.Diff(slices.Sorted(slices.Values(c.want)), slices.Sorted(slices.Values(c.got))); diff != "" {
			t.Errorf("%s: %s", c.name, diff)
		}
	}
}

func texts[T ~string](words []T) []string {
	var out []string
	for _, w := range words {
		out = append(out, string(w))
	}
	return out
}

// TestSchemaAgreesWithTheParser gives files that both must take or both refuse, buslint's own among them.
func TestSchemaAgreesWithTheParser(t *testing.T) {
	t.Parallel()
	schema, err := jsonschema.NewCompiler().Compile(schemaFile)
	if err != nil {
		t.Fatal(err)
	}
	valid := func(text string) error {
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
		return schema.Validate(doc)
	}
	const q = "version: 1\nquestions:\n  - {id: a, ask: x, when: [event-added]"
	good := []string{"version: 1\n", "version: 1\nextends: [new-topic]\n", q + "}\n", q + ", type: yes-no, scope: pull, expires: 30d, who: reviewer, gate: info, rev: 2}\n", q + ", who: [author, '@bob', '@acme/data']}\n",
		"version: 1\nquestions:\n  - {id: a, ask: x, when: [silenced], scope: pull, evidence: [{added: model, says: x}]}\n",
		q + ", answers: [{value: a, means: b, note: c}], evidence: [{edge: consumed, says: x, disputes: [a]}]}\n"}
	for _, name := range Packs {
		good = append(good, string(read(t, "packs/"+name+".yml")))
	}
	for _, text := range good {
		if _, err := Load(nil, "c.yml", []byte(text), rules); err != nil {
			t.Errorf("the parser refuses %s: %v", text, err)
		}
		if err := valid(text); err != nil {
			t.Errorf("the schema refuses %s: %v", text, err)
		}
	}
	for _, text := range []string{"questions: []\n", "version: 2\n", "version: 1\nextends: [old]\n", "version: 1\nquestions:\n  - {ask: x}\n", q + ", colour: red}\n", q + ", rev: 0}\n",
		q + ", expires: 1y}\n", q + ", scope: world}\n", q + ", who: bob}\n", q + ", who: []}\n", q + ", who: [author, author]}\n", q + ", who: '@acme/'}\n", q + ", answers: [{value: No Way}]}\n", q + ", evidence: [{says: x}]}\n", q + ", evidence: [{edge: outbox, fields: [a], says: x}]}\n"} {
		if _, err := Load(nil, "c.yml", []byte(text), rules); err == nil {
			t.Errorf("the parser takes %s", text)
		}
		if valid(text) == nil {
			t.Errorf("the schema takes %s", text)
		}
	}
}
