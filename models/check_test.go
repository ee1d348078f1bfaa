package models

import (
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// source is a library with a bit of everything that paths can lead through.
const source = `package bus

type Context interface { Deadline(); Done(); Err() error; Value() }

type base struct{ Topic string }
func (base) Err() error { return nil }

type Message struct {
	base
	Key     []byte
	Headers map[string]*Header
	Requeue *bool
}
type Header struct{ Name string }
type Alias = Message
type Config map[string]any
type List []List

type Writer struct{ Async bool; Name string; Opts struct{ Acks int } }
func (w *Writer) Write(ctx Context, ms ...*Message) error { return nil }
func (w *Writer) Send(m Message) *Result { return nil }
func (w *Writer) Input() chan<- *Message { return nil }
func (w Writer) Value() {}

type Result struct{ base }
type Plain struct{}

type Closer interface{ Close() error }
type Publisher interface { Closer; Publish(topic string) error }

var Default = Open

type Client[T any] struct{}
func (c *Client[T]) Insert(tx T) (int, error) { return 0, nil }

func Do(ctx Context, fn func(tx *Writer) error) error { return nil }
func Handle(topic string, fn func(m Message) ([]*Message, error)) {}
func Each[T any](list []T, f func(T, int)) {}
func Open() (*Writer, error) { return nil, nil }
func New() Plain { return Plain{} }
func Take(l List, c Config) {}
func Serve(c Closer) {}
`

func check(t *testing.T, src string) *types.Package {
	t.Helper()
	fset := token.NewFileSet()
	f, err := parser.ParseFile(fset, "bus.go", src, 0)
	if err != nil {
		t.Fatal(err)
	}
	p, err := new(types.Config).Check("a/bus", fset, []*ast.File{f}, nil)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestCheckComparesModelsWithLibraries(t *testing.T) {
	t.Parallel()
	p := check(t, source)
	lookup := func(path string) (*types.Package, error) {
		if path == "a/bus" {
			return p, nil
		}
		return nil, errors.New("no such package")
	}
	for _, c := range []struct{ name, in, want string }{
		{"fields through pointers, variadic arguments and embedding", `"(*$.Writer).Write": {publish: {topic: [arg 1.Topic, receiver.Name], key: arg 1.Key, headers: arg 1.Headers.Name, error: result 0, async: receiver.Async}}`, ""},
		{"error accessor that is promoted", `"(*$.Writer).Send": {publish: {error: result 0}}
  "($.base).Err": {error-of: {error: result 0}}`, ""},
		{"error accessor that is not described", `"(*$.Writer).Send": {publish: {error: result 0}}`, `(*a/bus.Writer).Send: publish.error: result 0: type *a/bus.Result is no error, and no error-of accessor of it is described`},
		{"object without accessor", `"$.New": {publish: {error: result 0}}`, `a/bus.New: publish.error: result 0: type a/bus.Plain is no error, and no error-of accessor of it is described`},
		{"channel and its elements", `"(*$.Writer).Input": {publish: {channel: result 0, topic: param 0.Topic}}`, ""},
		{"channel that is none", `"(*$.Writer).Write": {publish: {channel: result 0}}`, `(*a/bus.Writer).Write: publish.channel: result 0: type error is not of kind chan`},
		{"what a handler returns", `"$.Handle": {publish: {topic: arg 0, handler: arg 1, payload: param 0.Key}}`, ""},
		{"parameter without callback", `"(*$.Writer).Write": {publish: {topic: param 0}}`, `(*a/bus.Writer).Write: publish.topic: param 0: the function has no callback or channel whose values these are`},
		{"callback", `"$.Do": {callback: {arg: 1, in-tx: param 0, error: result 0}}
  "$.Each": {callback: {arg: 1}}`, ""},
		{"callback that wraps a method", `"$.Do": {callback: {arg: 1, wraps: Send}}`, ""},
		{"callback that wraps no method", `"$.Do": {callback: {arg: 1, wraps: Sent}}`, `a/bus.Do: callback.wraps: the function's first parameter has no method Sent`},
		{"handler with a method", `"$.Serve": {consume: {handler: arg 0, method: Close}}`, ""},
		{"handler without that method", `"$.Serve": {consume: {handler: arg 0, method: Clsoe}}`, `a/bus.Serve: consume.method: type a/bus.Closer has no method Clsoe, did you mean "Close"?`},
		{"what is added to a message", `"(*$.Writer).Write": {add: {payload: arg 1.Key}}`, ""},
		{"what is added from nowhere", `"(*$.Writer).Write": {add: {payload: arg 1.Kye}}`, `(*a/bus.Writer).Write: add.payload: arg 1.Kye: type a/bus.Message has no field Kye`},
		{"variable that holds a function", `"$.Default": {construct: {unless: result 1}}`, ""},
		{"callback that is none", `"$.Do": {callback: {arg: 0}}`, `a/bus.Do: callback: argument 0 is of type a/bus.Context, not a function`},
		{"callback that does not exist", `"$.Do": {callback: {arg: 2}}`, `a/bus.Do: callback: there is no argument 2, only 2`},
		{"callback's parameter", `"$.Do": {callback: {arg: 1, in-tx: param 1}}`, `a/bus.Do: callback.in-tx: param 1: there is no parameter 1, only 1`},
		{"context of the function", `"$.Do": {callback: {arg: 1, in-tx: context}}`, ""},
		{"no context", `"$.Each": {callback: {arg: 1, in-tx: context}}`, `a/bus.Each: callback.in-tx: context: there is no context`},
		{"interface method", `"($.Publisher).Publish": {publish: {topic: arg 0}}
  "($.Closer).Close": {close: {error: result 0}}`, ""},
		{"method of an embedded interface", `"($.Publisher).Close": {close: {error: result 0}}`, `(a/bus.Publisher).Close is declared as (a/bus.Closer).Close`},
		{"pointer receiver that is a value", `"(*$.Writer).Value": {neutral: true}`, `(*a/bus.Writer).Value is declared as (a/bus.Writer).Value`},
		{"generic type", `"(*$.Client[T]).Insert": {write: {via: arg 0, error: result 1}}`, ""},
		{"no such package", `"b/bus.F": {neutral: true}
  "b/bus.G": {neutral: true}`, `find package b/bus: no such package`},
		{"no such function", `"$.Doo": {neutral: true}`, `a/bus.Doo: package a/bus has no function Doo, did you mean "Do"?`},
		{"no such type", `"(*$.Writr).Write": {neutral: true}`, `(*a/bus.Writr).Write: package a/bus has no type Writr, did you mean "Writer"?`},
		{"no such method", `"(*$.Writer).Wrte": {neutral: true}`, `(*a/bus.Writer).Wrte: type Writer has no method Wrte, did you mean "Write"?`},
		{"no such argument", `"(*$.Writer).Write": {publish: {topic: arg 2}}`, `(*a/bus.Writer).Write: publish.topic: arg 2: there is no argument 2, only 2`},
		{"no such result", `"$.Open": {begin: {tx: result 0, unless: result 2}}`, `a/bus.Open: begin.unless: result 2: there is no result 2, only 2`},
		{"no such field", `"(*$.Writer).Write": {publish: {topic: arg 1.Topics}}`, `(*a/bus.Writer).Write: publish.topic: arg 1.Topics: type a/bus.Message has no field Topics`},
		{"field near another", `"(*$.Writer).Write": {publish: {headers: arg 1.Header}}`, `(*a/bus.Writer).Write: publish.headers: arg 1.Header: type a/bus.Message has no field Header, did you mean "Headers"?`},
		{"field of a type without fields", `"$.Take": {write: {value: arg 0.X}}`, `a/bus.Take: write.value: arg 0.X: type a/bus.List has no field X`},
		{"no receiver", `"$.Do": {commit: {tx: receiver}}`, `a/bus.Do: commit.tx: receiver: the function has no receiver`},
		{"no result to be the same", `"$.Each": {same: arg 0}`, `a/bus.Each: same: result 0: there is no result 0, only 0`},
		{"flag", `"(*$.Writer).Write": {settle: {how: nack, requeue: arg 1.Requeue}}`, ""},
		{"flag that is none", `"(*$.Writer).Write": {settle: {how: nack, requeue: arg 1.Key}}`, `(*a/bus.Writer).Write: settle.requeue: arg 1.Key: type []byte is not of kind bool`},
		{"setting that is no flag", `"(*$.Writer).Write": {publish: {async: receiver.Name}}`, `(*a/bus.Writer).Write: publish.async: receiver.Name: type string is not of kind bool`},
		{"setting by a word", `"$.Open": {set: {setting: acks, value: none}}`, ""},
		{"setting by an argument", `"$.Open": {set: {setting: acks, value: arg 0}}`, `a/bus.Open: set.value: arg 0: there is no argument 0, only 0`},
		{"statement that is no text", `"$.Each": {write: {sql: arg 0}}`, `a/bus.Each: write.sql: arg 0: type []T is not of kind string`},
		{"handler that is no function", `"(*$.Writer).Write": {consume: {handler: arg 1}}`, `(*a/bus.Writer).Write: consume.handler: arg 1: type []*a/bus.Message is not of kind func`},
		{"bytes that are none", `"$.Open": {marshal: {bytes: result 0}}`, `a/bus.Open: marshal.bytes: result 0: type *a/bus.Writer is not of kind bytes`},
		{"neutral with an effect", `"$.Open": {neutral: true, log: true}`, `a/bus.Open is neutral and yet has an effect`},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			set, err := NewSet(parse(t, "m.yaml", "library: l\npackages: [a/bus]\nfunctions:\n  "+c.in)...)
			if err != nil {
				t.Fatal(err)
			}
			want := c.want
			if want != "" {
				want = "m.yaml:4: l: " + want
			}
			if diff := cmp.Diff(want, text(Check(set, lookup))); diff != "" {
				t.Errorf("problems (-want +got):\n%s", diff)
			}
		})
	}
}

func TestCheckComparesTypesWithLibraries(t *testing.T) {
	t.Parallel()
	p := check(t, source)
	set, err := NewSet(parse(t, "m.yaml", `library: l
packages: [a/bus]
types:
  "$.Writer": {is: publisher, options: {Name: topic, Opts.Acks: acks, Opts.Ack: acks}}
  "$.Config": {configures: publisher, options: {request.acks: acks}}
  "$.Alias": {is: message}
  "$.Massage": {is: message}
`)...)
	if err != nil {
		t.Fatal(err)
	}
	want := `m.yaml:4: l: option Opts.Ack: type struct{Acks int} has no field Ack, did you mean "Acks"?
m.yaml:6: l: type a/bus.Alias is declared as a/bus.Message
m.yaml:7: l: package a/bus has no type Massage, did you mean "Message"?`
	got := text(Check(set, func(string) (*types.Package, error) { return p, nil }))
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("problems (-want +got):\n%s", diff)
	}
}

func TestCheckShapeComparesWithGeneratedCode(t *testing.T) {
	t.Parallel()
	p := check(t, `package bus
type UserCreate struct{}
func (*UserCreate) Save() (int, error) { return 0, nil }
func (*UserCreate) Exec() error { return nil }
`)
	set, err := NewSet(parse(t, "m.yaml", `library: gen
shape: {has: ["(*$.UserCreate).Save", "$.Open"]}
functions:
  "(*$.*Create).Save": {write: {error: result 1}}
  "(*$.*Create).Exec": {write: {error: result 1}}
  "(*$.*Update).Save": {write: {}}
`)...)
	if err != nil {
		t.Fatal(err)
	}
	want := `m.yaml:1: gen: package a/bus is not of this shape
m.yaml:5: gen: (*a/bus.UserCreate).Exec: write.error: result 1: there is no result 1, only 1
m.yaml:6: gen: (*$.*Update).Save describes nothing in package a/bus`
	if diff := cmp.Diff(want, text(CheckShape(set, "gen", p))); diff != "" {
		t.Errorf("problems (-want +got):\n%s", diff)
	}
	if got := CheckShape(set, "other", p); len(got) != 1 {
		t.Errorf("unknown shape: got %v", got)
	}
}

func text(ps []Problem) string {
	var lines []string
	for _, p := range ps {
		lines = append(lines, p.String())
	}
	return strings.Join(lines, "\n")
}

func TestCheckComparesHooksWithLibraries(t *testing.T) {
	t.Parallel()
	p := check(t, source)
	for _, c := range []struct{ name, in, want string }{
		{"types and option of the library", `{methods: [AfterSave], params: [context.Context, "*$.Writer", any], results: [error], in: own, own-unset: $.Writer.Async}`, ""},
		{"no such parameter", `{methods: [AfterSave], params: ["*$.Writr"], in: own}`, `hooks: package a/bus has no type Writr, did you mean "Writer"?`},
		{"no such result", `{params: [], results: ["[]$.Mesage"], in: caller}`, `hooks: package a/bus has no type Mesage, did you mean "Message"?`},
		{"no such option", `{methods: [AfterSave], in: own, own-unset: $.Writer.Asynk}`, `hooks: own-unset: type a/bus.Writer has no field Asynk, did you mean "Async"?`},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			set, err := NewSet(parse(t, "m.yaml", "library: l\npackages: [a/bus]\nhooks:\n  - "+c.in)...)
			if err != nil {
				t.Fatal(err)
			}
			var got string
			for _, problem := range Check(set, func(string) (*types.Package, error) { return p, nil }) {
				got += problem.Text
			}
			if got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}
