package models

import (
	"go/types"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func parse(t *testing.T, name, in string) []Library {
	t.Helper()
	libs, err := Parse(name, []byte(in))
	if err != nil {
		t.Fatal(err)
	}
	return libs
}

func TestSetFindsFunctionsOfEachPackage(t *testing.T) {
	t.Parallel()
	set, err := NewSet(parse(t, "k.yaml", `library: kafka
packages: [a.b/kafka, a.b/kafka.v2]
source: https://example.com
functions:
  "(*$.Writer).Write": {publish: {topic: arg 0}}
  "$.Open": {neutral: true, source: https://example.com/open}
  "(*$.Client[T]).Insert": {write: {}}
types:
  "$.Writer": {is: publisher}
---
library: helpers
functions:
  "log.Print": {log: true}
`)...)
	if err != nil {
		t.Fatal(err)
	}
	type row struct{ Name, Library, Package, Receiver, Method, Pos, Source string }
	var got []row
	for _, f := range set.Funcs() {
		got = append(got, row{f.Name, f.Library, f.Package, f.Receiver, f.Method, f.Pos, f.Source})
	}
	want := []row{
		{"(*a.b/kafka.Client).Insert", "kafka", "a.b/kafka", "Client", "Insert", "k.yaml:7", "https://example.com"},
		{"(*a.b/kafka.Writer).Write", "kafka", "a.b/kafka", "Writer", "Write", "k.yaml:5", "https://example.com"},
		{"(*a.b/kafka.v2.Client).Insert", "kafka", "a.b/kafka.v2", "Client", "Insert", "k.yaml:7", "https://example.com"},
		{"(*a.b/kafka.v2.Writer).Write", "kafka", "a.b/kafka.v2", "Writer", "Write", "k.yaml:5", "https://example.com"},
		{"a.b/kafka.Open", "kafka", "a.b/kafka", "", "Open", "k.yaml:6", "https://example.com/open"},
		{"a.b/kafka.v2.Open", "kafka", "a.b/kafka.v2", "", "Open", "k.yaml:6", "https://example.com/open"},
		{"log.Print", "helpers", "log", "", "Print", "k.yaml:13", ""},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("functions (-want +got):\n%s", diff)
	}
	if set.Func("(*a.b/kafka.Client[*database/sql.Tx]).Insert") == nil {
		t.Error("type arguments hide a method")
	}
	if set.Func("(a.b/kafka.Writer).Write") != nil || set.Func("") != nil {
		t.Error("found a function that is not described")
	}
	if ty := set.Type("a.b/kafka.v2.Writer"); ty == nil || ty.Is != "publisher" {
		t.Errorf("type: got %v", ty)
	}
	if set.Type("a.b/kafka.Reader") != nil {
		t.Error("found a type that is not described")
	}
	if !set.Package("a.b/kafka.v2") || !set.Package("log") || set.Package("a.b") || set.Package("") {
		t.Error("packages are wrong")
	}
	if m := set.Methods("Write"); len(m) != 2 || m[0].Package != "a.b/kafka" {
		t.Errorf("methods: got %v", m)
	}
}

func TestSetRefusesTwoDescriptions(t *testing.T) {
	t.Parallel()
	one := parse(t, "one.yaml", "library: one\npackages: [p]\nfunctions:\n  \"$.F\": {neutral: true}\ntypes:\n  \"$.T\": {is: tx}")
	two := parse(t, "two.yaml", "library: two\nfunctions:\n  \"p.F\": {log: true}\ntypes:\n  \"p.T\": {is: db}")
	full := parse(t, "full.yaml", "library: f\npackages: [q, r]\nfunctions:\n  \"s.F\": {log: true}")
	shapes := parse(t, "shapes.yaml", "library: s\nshape: {imports: p}\n---\nlibrary: s\nshape: {imports: q}")
	_, err := NewSet(slices.Concat(one, two, full, shapes)...)
	want := `two.yaml:3: function "p.F" is described already at one.yaml:4
two.yaml:5: type "p.T" is described already at one.yaml:6
full.yaml:4: function "s.F" is described already at full.yaml:4
shapes.yaml:4: shape "s" is described already at shapes.yaml:1`
	if err == nil || err.Error() != want {
		t.Errorf("got error:\n%v\nwant:\n%s", err, want)
	}
}

func TestWithLetsUsersOverride(t *testing.T) {
	t.Parallel()
	builtin, err := NewSet(parse(t, "b.yaml", "library: b\npackages: [p]\nfunctions:\n  \"$.F\": {log: true}\n  \"$.G\": {log: true}\ntypes:\n  \"$.T\": {is: tx}\n"+
		"---\nlibrary: s\nshape: {imports: old}\n---\nlibrary: r\nshape: {imports: old}")...)
	if err != nil {
		t.Fatal(err)
	}
	user := parse(t, ".buslint.yml", "library: u\npackages: [p]\nfunctions:\n  \"$.F\": {neutral: true}\ntypes:\n  \"$.T\": {is: db}\n---\nlibrary: s\nshape: {imports: new}")
	set, err := builtin.With(user...)
	if err != nil {
		t.Fatal(err)
	}
	if f := set.Func("p.F"); !f.Neutral || f.Log || f.Pos != ".buslint.yml:4" {
		t.Errorf("overridden function: got %+v", f)
	}
	if !set.Func("p.G").Log || set.Type("p.T").Is != "db" {
		t.Error("override is not of functions and types one by one")
	}
	var shapes []string
	for _, s := range set.Shapes() {
		shapes = append(shapes, s.Library+" of "+s.shape.Imports)
	}
	if diff := cmp.Diff([]string{"s of new", "r of old"}, shapes); diff != "" {
		t.Errorf("shapes (-want +got):\n%s", diff)
	}
	if !builtin.Func("p.F").Log || builtin.Type("p.T").Is != "tx" || len(builtin.Shapes()) != 2 {
		t.Error("the set that was extended has changed")
	}
	if _, err := builtin.With(append(user, user...)...); err == nil {
		t.Error("two descriptions by the user are no error")
	}
}

func TestShapeDescribesGeneratedPackages(t *testing.T) {
	t.Parallel()
	set, err := NewSet(parse(t, "ent.yaml", `library: ent-generated
shape: {imports: entgo.io/ent, has: ["(*$.Client).Tx", "$.Open"]}
functions:
  "(*$.Client).Tx": {begin: {tx: result 0}}
  "(*$.*Client).Tx": {neutral: true}
  "(*$.*Create).Save": {write: {error: result 1}}
  "(*$.Audit*Create).Save": {log: true}
  "$.Open": {construct: {kind: connection}}
`)...)
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{
		"(*shop/ent.Client).Tx":            "ent.yaml:4",
		"(*shop/ent.UserClient).Tx":        "ent.yaml:5",
		"(*shop/ent.UserCreate).Save":      "ent.yaml:6",
		"(*shop/ent.AuditLogCreate).Save":  "ent.yaml:7",
		"shop/ent.Open":                    "ent.yaml:8",
		"(shop/ent.UserCreate).Save":       "", // no pointer
		"(*shop/ent.UserUpdate).Save":      "",
		"(*other/ent.UserCreate).Save":     "",
		"(*shop/ent.UserCreate[int]).Save": "ent.yaml:6",
	} {
		f := set.Shaped("ent-generated", "shop/ent", name)
		switch {
		case f == nil && want != "":
			t.Errorf("%s is not described", name)
		case f != nil && (f.Pos != want || f.Package != "shop/ent" || f.Name != withoutTypeArgs(name)):
			t.Errorf("%s: got %+v, want it from %q", name, f, want)
		}
	}
	if set.Shaped("other", "shop/ent", "shop/ent.Open") != nil {
		t.Error("function of an unknown shape")
	}

	shape := set.Shapes()[0]
	for _, c := range []struct {
		name  string
		build func(p *types.Package)
		want  bool
	}{
		{"all", func(p *types.Package) { imports(p, "entgo.io/ent/dialect"); declare(p, "Client", "Tx"); open(p) }, true},
		{"no import", func(p *types.Package) { imports(p, "entgo.io/entity"); declare(p, "Client", "Tx"); open(p) }, false},
		{"no method", func(p *types.Package) { imports(p, "entgo.io/ent"); declare(p, "Client", "Begin"); open(p) }, false},
		{"no type", func(p *types.Package) { imports(p, "entgo.io/ent"); open(p) }, false},
		{"no function", func(p *types.Package) { imports(p, "entgo.io/ent"); declare(p, "Client", "Tx") }, false},
	} {
		p := types.NewPackage("shop/ent", "ent")
		c.build(p)
		if got := shape.Matches(p); got != c.want {
			t.Errorf("%s: package matches: %v", c.name, got)
		}
	}
}

func imports(p *types.Package, path string) {
	p.SetImports([]*types.Package{types.NewPackage(path, "x")})
}

// declare declares a type with a method of pointer receiver.
func declare(p *types.Package, name, method string) {
	t := types.NewNamed(types.NewTypeName(0, p, name, nil), types.NewStruct(nil, nil), nil)
	recv := types.NewVar(0, p, "", types.NewPointer(t))
	t.AddMethod(types.NewFunc(0, p, method, types.NewSignatureType(recv, nil, nil, nil, nil, false)))
	p.Scope().Insert(t.Obj())
}

func open(p *types.Package) {
	p.Scope().Insert(types.NewFunc(0, p, "Open", types.NewSignatureType(nil, nil, nil, nil, nil, false)))
}

func TestSplitTakesFullNamesApart(t *testing.T) {
	t.Parallel()
	for full, want := range map[string][3]string{
		"(*a.b/c.T).M":          {"a.b/c", "T", "M"},
		"(a.b/c.v2.T).M":        {"a.b/c.v2", "T", "M"},
		"a.b/c.F":               {"a.b/c", "", "F"},
		"errors.New":            {"errors", "", "New"},
		"gopkg.in/yaml.v3.Node": {"gopkg.in/yaml.v3", "", "Node"},
		"(error).Error":         {"", "error", "Error"},
		"F":                     {"", "", "F"},
		"a.b/c":                 {"", "", "a.b/c"},
		"":                      {"", "", ""},
	} {
		p, r, n := split(full)
		if got := [3]string{p, r, n}; got != want {
			t.Errorf("split(%q) = %q, want %q", full, got, want)
		}
	}
}

func TestClient(t *testing.T) {
	set, err := Builtin()
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]bool{
		"(*github.com/segmentio/kafka-go.Writer).WriteMessages":                      true,
		"(*github.com/nats-io/nats.go.Conn).Publish":                                 true,
		"(github.com/IBM/sarama.SyncProducer).SendMessage":                           true,
		"(github.com/nats-io/nats.go/jetstream.Publisher).Publish":                   true,
		"(github.com/ThreeDotsLabs/watermill/message.Publisher).Publish":             false, // may be an outbox
		"(*github.com/ThreeDotsLabs/watermill-sql/v3/pkg/sql.Publisher).Publish":     false, // is an outbox if it was made with a transaction
		"(github.com/ThreeDotsLabs/watermill/components/cqrs.EventBus).Publish":      false, // goes through another publisher
		"(*github.com/ThreeDotsLabs/watermill-kafka/v3/pkg/kafka.Publisher).Publish": true,
	} {
		m := set.Func(name)
		if m == nil {
			t.Errorf("%s has no model", name)
		} else if got := set.Client(m); got != want {
			t.Errorf("Client(%s) = %t, want %t", name, got, want)
		}
	}
}
