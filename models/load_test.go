package models

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"gopkg.in/yaml.v3"
)

func TestParseReadsALibrary(t *testing.T) {
	t.Parallel()
	libs, err := Parse("k.yaml", []byte(`library: kafka
packages: [a/kafka, a/kafka/v2]
source: https://example.com
functions:
  "(*$.Writer).Write": {publish: {topic: [arg 1.Topic, receiver.Topic], key: arg 1.Key, error: result 0, async: receiver.Async}}
  "$.Do": {callback: {arg: 2, in-tx: param 0, repeats: may}, source: https://example.com/do}
types:
  "$.Writer": {is: publisher, defaults: {acks: none}}
---
library: generated
shape: {imports: a/ent, has: ["(*$.Client).Tx"]}
functions:
  "(*$.*Create).Save": {write: {}}
`))
	if err != nil {
		t.Fatal(err)
	}
	want := []Library{{
		Name:     "kafka",
		Packages: []string{"a/kafka", "a/kafka/v2"},
		Source:   "https://example.com",
		Functions: map[string]Effect{
			"(*$.Writer).Write": {Publish: &Publish{
				Topic: Paths{{Root: "arg", Index: 1, Fields: []string{"Topic"}}, {Root: "receiver", Fields: []string{"Topic"}}},
				Key:   Paths{{Root: "arg", Index: 1, Fields: []string{"Key"}}},
				Error: Path{Root: "result"},
				Async: "receiver.Async",
			}},
			"$.Do": {Callback: &Callback{Arg: 2, InTx: Path{Root: "param"}, Repeats: "may"}, Source: "https://example.com/do"},
		},
		Types: map[string]Type{"$.Writer": {Is: "publisher", Defaults: map[string]string{"acks": "none"}}},
	}, {
		Name:      "generated",
		Shape:     &Shape{Imports: "a/ent", Has: []string{"(*$.Client).Tx"}},
		Functions: map[string]Effect{"(*$.*Create).Save": {Write: &Query{}}},
	}}
	if diff := cmp.Diff(want, libs, cmpopts.IgnoreUnexported(Library{})); diff != "" {
		t.Errorf("libraries (-want +got):\n%s", diff)
	}
	if got := libs[1].position("(*$.*Create).Save"); got != "k.yaml:13" {
		t.Errorf("position of a function: got %s", got)
	}
}

func TestParseReportsMistakes(t *testing.T) {
	t.Parallel()
	const head = "library: l\npackages: [p]\nfunctions:\n"
	for _, c := range []struct{ name, in, want string }{
		{"unknown key", head + `  "$.F": {publsh: {topic: arg 0}}`, `m.yaml:4: unknown key "publsh", did you mean "publish"?`},
		{"unknown key of an effect", head + `  "$.F": {publish: {tpoic: arg 0}}`, `m.yaml:4: unknown key "tpoic", did you mean "topic"?`},
		{"unknown key of a library", "library: l\npakages: [p]\n", `m.yaml:2: unknown key "pakages", did you mean "packages"?`},
		{"unknown key of a type", "library: l\npackages: [p]\ntypes:\n  \"$.T\": {are: tx}", `m.yaml:4: unknown key "are"`},
		{"unknown key without a near one", "library: l\nwhatever: x\n", `m.yaml:2: unknown key "whatever"`},
		{"key twice in a library", "library: l\npackages: [p]\nlibrary: l\n", `m.yaml:3: key "library" is given twice, first in line 1`},
		{"function twice", head + "  \"$.F\": {neutral: true}\n  \"$.F\": {log: true}", `m.yaml:5: key "$.F" is given twice, first in line 4`},
		{"key twice in an effect", head + "  \"$.F\":\n    read: {}\n    read: {}\n", `m.yaml:6: key "read" is given twice, first in line 5`},
		{"key twice in defaults", "library: l\npackages: [p]\ntypes:\n  \"$.T\":\n    defaults:\n      acks: none\n      acks: all", `m.yaml:7: key "acks" is given twice, first in line 6`},
		{"pitfall without a source", "library: l\npackages: [p]\npitfalls: [{text: beware}]\n", `m.yaml:1: library "l": a pitfall needs a text and a source`},
		{"wrong kind", head + `  "$.F": {construct: {kind: publihser}}`, `m.yaml:4: kind: "publihser" is not one of publisher, consumer, connection, outbox, in-process, message, did you mean "publisher"?`},
		{"wrong when", head + `  "$.F": {callback: {arg: 0, when: later}}`, `m.yaml:4: when: "later" is not one of sync, async, after-commit, handler`},
		{"wrong repeats", head + `  "$.F": {callback: {arg: 0, repeats: maybe}}`, `m.yaml:4: repeats: "maybe" is not one of never, may, did you mean "may"?`},
		{"wrong how", head + `  "$.F": {settle: {how: nak}}`, `m.yaml:4: how: "nak" is not one of ack, nack, reject, commit, mark, did you mean "nack"?`},
		{"wrong success", head + `  "$.F": {consume: {success: acks}}`, `m.yaml:4: success: "acks" is not one of ack, commit, nothing, did you mean "ack"?`},
		{"wrong failure", head + `  "$.F": {consume: {failure: commit}}`, `m.yaml:4: failure: "commit" is not one of nack, ack, stop, nothing`},
		{"wrong takes", head + `  "$.F": {consume: {takes: messages}}`, `m.yaml:4: takes: "messages" is not one of message, did you mean "message"?`},
		{"wrong autoack", head + `  "$.F": {consume: {autoack: yes}}`, `m.yaml:4: autoack: "yes" is not one of true, false, nor an access path`},
		{"wrong async path", head + `  "$.F": {publish: {async: reciever.Async}}`, `m.yaml:4: async: "reciever.Async" is not one of true, false, nor an access path, did you mean "receiver"?`},
		{"setting with a wrong path", head + `  "$.F": {set: {setting: acks, value: arg one}}`, `m.yaml:4: value: "arg one" is neither a word nor an access path`},
		{"wrong delivery", head + `  "$.F": {publish: {delivery: once}}`, `m.yaml:4: delivery: "once" is not one of at-most-once, unconfirmed`},
		{"wrong partition", head + `  "$.F": {publish: {partition: topic}}`, `m.yaml:4: partition: "topic" is not one of key, nor an access path`},
		{"wrong generates", head + `  "$.F": {publish: {generates: uuid}}`, `m.yaml:4: generates: "uuid" is not one of id, type`},
		{"wrong is", "library: l\npackages: [p]\ntypes:\n  \"$.T\": {is: txn}", `m.yaml:4: is: "txn" is not one of tx, db, connection, context, request, message, publisher, consumer, outbox, in-process, pipeline, row, did you mean "tx"?`},
		{"wrong configures", "library: l\npackages: [p]\ntypes:\n  \"$.T\": {configures: producer}", `m.yaml:4: configures: "producer" is not one of publisher, consumer, subscription, topic`},
		{"path with wrong root", head + `  "$.F": {begin: {tx: resutl 0}}`, `m.yaml:4: tx: access path "resutl 0" begins with none of receiver, arg, result, param, context, did you mean "result"?`},
		{"path without position", head + `  "$.F": {begin: {tx: result}}`, `m.yaml:4: tx: access path "result" is not of the form "receiver", "arg N", "result N", "param N" or "context", with .Field behind it`},
		{"path with wrong position", head + `  "$.F": {begin: {tx: result -1}}`, `m.yaml:4: tx: access path "result -1": "-1" is not a position`},
		{"path with empty field", head + `  "$.F": {publish: {key: arg 1.}}`, `m.yaml:4: key: access path "arg 1.": empty or malformed field`},
		{"path in a list", head + "  \"$.F\":\n    publish:\n      key:\n      - arg 1\n      - arg one", `m.yaml:8: key: access path "arg one": "one" is not a position`},
		{"path that is a mapping", head + `  "$.F": {begin: {tx: {result: 0}}}`, `m.yaml:4: tx must be a path such as "arg 1"`},
		{"paths that are a mapping", head + `  "$.F": {publish: {key: {arg: 0}}}`, `m.yaml:4: key must be a list`},
		{"empty path", head + `  "$.F": {begin: {tx: ""}}`, `m.yaml:4: tx: access path "" is empty`},
		{"transaction that is no parameter", head + `  "$.F": {callback: {arg: 1, in-tx: arg 0}}`, `m.yaml:4: in-tx: access path "arg 0" must begin with param or context`},
		{"argument that is no number", head + `  "$.F": {callback: {arg: first}}`, `m.yaml:4: arg must be a position counted from 0, not "first"`},
		{"flag that is no boolean", head + `  "$.F": {network: maybe}`, `m.yaml:4: network must be true or false, not "maybe"`},
		{"word that is a list", head + `  "$.F": {settle: {how: [ack]}}`, `m.yaml:4: how must be a single word`},
		{"effect that is a word", head + `  "$.F": {write: yes}`, `m.yaml:4: write must be a mapping of via, sql, value, error`},
		{"effect without value", head + "  \"$.F\": {write: }", `m.yaml:4: write has no value`},
		{"functions that are a list", "library: l\npackages: [p]\nfunctions: [a]", `m.yaml:3: functions must be a mapping`},
		{"packages that are a word", "library: l\npackages: p", `m.yaml:2: packages must be a list`},
		{"alias", head + "  \"$.F\": &f {neutral: true}\n  \"$.G\": *f", `m.yaml:5: "$.G" is an alias: write the value out`},
		{"library without name", "packages: [p]", `m.yaml:1: library has no name`},
		{"library that is a list", "- library: l", `m.yaml:1: library must be a mapping of library, bus, packages, shape, source, functions, types, pitfalls, hooks, row-tags, config-tags`},
		{"dollar without packages", "library: l\nfunctions:\n  \"$.F\": {neutral: true}", `m.yaml:3: "$.F": $ stands for the library's packages, but it has none`},
		{"dollar as part of a path", head + `  "$/sub.F": {neutral: true}`, `m.yaml:4: "$/sub.F": $ is not the whole import path`},
		{"star without shape", head + `  "(*$.*Client).F": {neutral: true}`, `m.yaml:4: "(*$.*Client).F": * stands for any text in shapes only`},
		{"shape and packages", "library: l\npackages: [p]\nshape: {imports: q}", `m.yaml:1: library "l" has both packages and a shape`},
		{"shape that says nothing", "library: l\nshape: {}", `m.yaml:1: library "l": its shape fits every package`},
		{"shape with a foreign function", "library: l\nshape: {imports: q}\nfunctions:\n  \"q.F\": {neutral: true}", `m.yaml:4: "q.F": a function of a shape must be of package $`},
		{"key that is no full name", head + `  "F": {neutral: true}`, `m.yaml:4: "F" is not a full name such as "(*$.T).M" or "$.F"`},
		{"key with the star outside", head + `  "*$.T.M": {neutral: true}`, `m.yaml:4: "*$.T.M" is not a full name such as "(*$.T).M" or "$.F"`},
		{"method among types", "library: l\npackages: [p]\ntypes:\n  \"($.T).M\": {is: tx}", `m.yaml:4: "($.T).M" is a method, not a type such as "$.T"`},
		{"function that says nothing", head + `  "$.F": {source: x}`, `m.yaml:4: "$.F" says nothing: mark it neutral if that is meant`},
		{"no YAML", head + "  \"$.F\": {neutral: true}\n\t\"$.G\": {neutral: true}", `m.yaml:5: found character that cannot start any token`},
		{"second document", "library: l\n---\nlibrary: m\nname: x", `m.yaml:4: unknown key "name"`},
		{"several", "library: l\nname: l\nsources: x", "m.yaml:2: unknown key \"name\"\nm.yaml:3: unknown key \"sources\", did you mean \"source\"?"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			libs, err := Parse("m.yaml", []byte(c.in))
			if err == nil {
				t.Fatalf("no error, libraries %v", libs)
			}
			if diff := cmp.Diff(c.want, err.Error()); diff != "" {
				t.Errorf("error (-want +got):\n%s", diff)
			}
		})
	}
}

func TestBuiltinModelsAreWellFormed(t *testing.T) {
	t.Parallel()
	set, err := Builtin()
	if err != nil {
		t.Fatal(err)
	}
	if set.Func("(*database/sql.DB).BeginTx") == nil {
		t.Error("database/sql is not described")
	}
	for _, f := range set.Funcs() {
		if f.Source == "" {
			t.Errorf("%s: %s has no source", f.Pos, f.Name)
		}
	}
}

func TestFromNodeReadsModelsOfConfiguration(t *testing.T) {
	t.Parallel()
	const config = "version: 1\nmodels:\n- library: ours\n  packages: [example.com/bus]\n  functions:\n    \"$.Send\": {publish: {%s: arg 0}}\n"
	libs, err := FromNode(".buslint.yml", models(t, strings.Replace(config, "%s", "topic", 1)))
	if err != nil {
		t.Fatal(err)
	}
	set, err := NewSet(libs...)
	if err != nil {
		t.Fatal(err)
	}
	f := set.Func("example.com/bus.Send")
	if f == nil || f.Pos != ".buslint.yml:6" || f.Publish == nil {
		t.Errorf("got %+v", f)
	}

	_, err = FromNode(".buslint.yml", models(t, strings.Replace(config, "%s", "topics", 1)))
	if want := `.buslint.yml:6: unknown key "topics", did you mean "topic"?`; err == nil || err.Error() != want {
		t.Errorf("got error %v, want %s", err, want)
	}
	_, err = FromNode(".buslint.yml", models(t, "version: 1\nmodels: ours"))
	if want := `.buslint.yml:2: models must be a list of libraries`; err == nil || err.Error() != want {
		t.Errorf("got error %v, want %s", err, want)
	}
	if libs, err := FromNode(".buslint.yml", models(t, "version: 1\nmodels: {library: ours}")); len(libs) != 1 || err != nil {
		t.Errorf("single library: got %v, %v", libs, err)
	}
	for name, n := range map[string]*yaml.Node{"nil": nil, "zero": {}, "null": models(t, "models:")} {
		if libs, err := FromNode(".buslint.yml", n); libs != nil || err != nil {
			t.Errorf("%s node: got %v, %v", name, libs, err)
		}
	}
}

// models returns the value of the last key of a YAML document.
func models(t *testing.T, config string) *yaml.Node {
	t.Helper()
	var doc yaml.Node
	if err := yaml.Unmarshal([]byte(config), &doc); err != nil {
		t.Fatal(err)
	}
	return doc.Content[0].Content[len(doc.Content[0].Content)-1]
}

func FuzzParse(f *testing.F) {
	f.Add([]byte("library: l\npackages: [p]\nfunctions:\n  \"$.F\": {publish: {topic: [arg 0, arg 1.A.B]}}\n"))
	f.Add([]byte("- &a [*a]\n---\n? {}\n: *a\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		libs, err := Parse("m.yaml", data)
		if err != nil && strings.Contains(err.Error(), "m.yaml:0:") {
			t.Errorf("error without line: %v", err)
		}
		_, _ = NewSet(libs...) // must not panic
	})
}

// BenchmarkBuiltin measures what every run begins with.
func BenchmarkBuiltin(b *testing.B) {
	for b.Loop() {
		if _, err := builtin(); err != nil {
			b.Fatal(err)
		}
	}
}
