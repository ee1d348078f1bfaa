package payload

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"strings"
	"testing"
)

// inspect type-checks a source with the given declarations and extracts the shape of its type T.
func inspect(t *testing.T, o Options, declarations string) *Schema {
	t.Helper()
	s, err := Extract(declared(t, declarations).Type(), o)
	if err != nil {
		t.Fatal(err)
	}
	roundTrip(t, s)
	return s
}

func declared(t *testing.T, declarations string) types.Object {
	t.Helper()
	imports := ""
	for _, p := range []string{"time", "encoding/json", "math/big"} {
		if strings.Contains(declarations, p[strings.LastIndex(p, "/")+1:]+".") {
			imports += fmt.Sprintf("import %q\n", p)
		}
	}
	fset := token.NewFileSet()
	f, err := parser.ParseFile(fset, "t.go", "package shop\n"+imports+declarations, 0)
	if err != nil {
		t.Fatal(err)
	}
	c := types.Config{Importer: standard()}
	p, err := c.Check("example.com/shop", fset, []*ast.File{f}, nil)
	if err != nil {
		t.Fatal(err)
	}
	return p.Scope().Lookup("T")
}

// brief writes a shape in one line.
func brief(s *Schema, sh *Shape, depth int) string {
	if sh == nil {
		return ""
	}
	var b strings.Builder
	r := s.resolve(sh)
	if r.Nullable {
		b.WriteByte('*')
	}
	switch r.Kind {
	case Object:
		if depth > 3 {
			return b.String() + "{…}"
		}
		b.WriteByte('{')
		for i, f := range r.Fields {
			if i > 0 {
				b.WriteByte(' ')
			}
			b.WriteString(f.Name)
			if f.Presence != Always {
				b.WriteByte('?')
			}
			b.WriteString(":" + brief(s, f.Shape, depth+1))
		}
		if r.Elem != nil {
			b.WriteString(" ...:" + brief(s, r.Elem, depth+1))
		}
		b.WriteByte('}')
	case Array:
		b.WriteString("[]" + brief(s, r.Elem, depth+1))
	case Map:
		b.WriteString("map[" + brief(s, r.Key, depth+1) + "]" + brief(s, r.Elem, depth+1))
	default:
		if !r.Signed && r.Kind == Int {
			b.WriteByte('u')
		}
		b.WriteString(string(r.Kind))
		if r.Bits > 0 && r.Bits < 64 {
			fmt.Fprint(&b, r.Bits)
		}
		if r.Enc != Plain {
			b.WriteString("/" + string(r.Enc))
		}
		if r.Quoted {
			b.WriteString("/quoted")
		}
	}
	if r.Len != nil {
		fmt.Fprintf(&b, "[%d]", *r.Len)
	}
	if len(r.Consts) > 0 {
		b.WriteString("(" + strings.Join(r.Consts, "|") + ")")
	}
	return b.String()
}

func TestShapesOfCodecs(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name  string
		codec Codec
		decl  string
		want  string
	}{
		{"consts", JSON, `type T struct{ S Status; K kind }; type Status string; const (New Status = "new"; Paid Status = "paid"; old Status = "old"); type kind int; const (a kind = iota; b)`,
			"{S:str(new|paid) K:int(0|1)}"},
		{"one constant is no enumeration", JSON, `type T Limit; type Limit int; const Max Limit = 3`, "int"},
		{"channel", JSON, `type T struct{ C chan int; F func() }`, "{C:opaque/unsupported F:opaque/unsupported}"},
		{"map key", JSON, `type T map[struct{}]int`, "opaque/unsupported"},
		{"duration", JSON, `type T struct{ D time.Duration }`, "{D:int/duration}"},
		{"pointer to itself", JSON, `type T *T`, "*opaque"},
		{"type parameter", JSON, `type T struct{ B Box[Box[int]] }; type Box[E any] struct{ V E }`, "{B:{V:{V:int}}}"},
		{"v2 embedding", JSONv2, `type T struct{ Base; N int }; type Base struct{ ID string }`, "{ID:str N:int}"},
		{"v2 inline", JSONv2, "type T struct{ B Base `json:\",inline\"`; Rest map[string]int `json:\",inline\"` }; type Base struct{ ID string }", "{ID:str ...:int}"},
		{"v2 nil", JSONv2, `type T struct{ L []int; M map[string]int; P *int; B []byte; A [4]byte }`, "{L:[]int M:map[str]int P:*int B:str/base64 A:str/base64[4]}"},
		{"v2 string goes into parts", JSONv2, "type T struct{ L []int `json:\",string\"`; S string `json:\",string\"`; M map[string]In `json:\",string\"` }; type In struct{ F float64 }",
			"{L:[]int/quoted S:str M:map[str]{F:num/quoted}}"},
		{"v2 omitempty", JSONv2, "type T struct{ I int `json:\",omitempty\"`; S string `json:\",omitempty\"`; L []int `json:\",omitempty\"`; Z int `json:\",omitzero\"`; E In `json:\",omitempty\"` }; type In struct{ X string `json:\",omitempty\"` }",
			"{I:int S?:str L?:[]int Z?:int E?:{X?:str}}"},
		{"v2 duration", JSONv2, "type T struct{ D time.Duration; N time.Duration `json:\",format:nano\"`; U time.Duration `json:\",format:units\"` }", "{D:opaque/unsupported N:int/duration U:str/units}"},
		{"v2 time format", JSONv2, "type T struct{ A time.Time; B time.Time `json:\",format:unix\"`; C time.Time `json:\",format:DateOnly\"` }", "{A:str/rfc3339 B:num/unix C:str/DateOnly}"},
		{"v2 quoted name", JSONv2, "type T struct{ A int `json:\"'a,b'\"`; B int `json:\"'-'\"` }", "{a,b:int -:int}"},
		{"v2 malformed", JSONv2, "type T struct{ A int `json:\"-,\"` }", "opaque/unsupported"},
		{"v2 conflict", JSONv2, "type T struct{ A int `json:\"x\"`; B int `json:\"x\"` }", "opaque/unsupported"},
		{"v2 pointer receiver", JSONv2, "type T struct{ P In }; type In struct{}; func (*In) MarshalJSON() ([]byte, error) { return nil, nil }", "{P:opaque}"},
		{"v1 pointer receiver", JSON, "type T struct{ P In }; type In struct{}; func (*In) MarshalJSON() ([]byte, error) { return nil, nil }", "{P:{}}"},
		{"bson", BSON, "type T struct{ ID string `bson:\"_id\"`; CreatedAt time.Time; Base; In Base `bson:\",inline\"`; B []byte; Skip int `bson:\"-\"`; N int `bson:\",omitempty\"` }; type Base struct{ OrderID int32 }",
			"{_id:str createdat:int/datetime base:{orderid:int32} orderid:int32 b:*str/binary n?:int}"},
		{"bson inline map", BSON, "type T struct{ A int; M map[string]string `bson:\",inline\"` }", "{a:int ...:str}"},
		{"msgpack", Msgpack, "type T struct{ ID string `msgpack:\"id\"`; Base; Raw []byte; When time.Time; N *int `msgpack:\",omitempty\"` }; type Base struct{ OrderID int32 }",
			"{id:str OrderID:int32 Raw:*str/binary When:opaque N?:*int}"},
		{"msgpack as array", Msgpack, "type T struct{ _msgpack struct{} `msgpack:\",as_array\"`; A int; B string }", "{0:int 1:str}"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			s := inspect(t, Options{Codec: tt.codec}, tt.decl)
			if got := brief(s, s.Root, 0); got != tt.want {
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
		})
	}
}

func TestHashIsOfTheWireAlone(t *testing.T) {
	t.Parallel()
	base := "type T struct{ Amount int `json:\"amount\"`; Next *T `json:\"next\"`; To In `json:\"to\"` }; type In struct{ City string }"
	for name, tt := range map[string]struct {
		decl string
		same bool
	}{
		"field of Go renamed": {"type T struct{ Cents int `json:\"amount\"`; Next *T `json:\"next\"`; To In `json:\"to\"` }; type In struct{ City string }", true},
		"type renamed":        {"type T struct{ Amount int `json:\"amount\"`; Next *T `json:\"next\"`; To Address `json:\"to\"` }; type Address struct{ City string }", true},
		"fields moved":        {"type T struct{ To In `json:\"to\"`; Next *T `json:\"next\"`; Amount int `json:\"amount\"` }; type In struct{ City string }", true},
		"renamed":             {"type T struct{ Amount int `json:\"cents\"`; Next *T `json:\"next\"`; To In `json:\"to\"` }; type In struct{ City string }", false},
		"other type":          {"type T struct{ Amount int32 `json:\"amount\"`; Next *T `json:\"next\"`; To In `json:\"to\"` }; type In struct{ City string }", false},
		"other type deeper":   {"type T struct{ Amount int `json:\"amount\"`; Next *T `json:\"next\"`; To In `json:\"to\"` }; type In struct{ City []byte }", false},
		"omitempty":           {"type T struct{ Amount int `json:\"amount,omitempty\"`; Next *T `json:\"next\"`; To In `json:\"to\"` }; type In struct{ City string }", false},
	} {
		if got := inspect(t, Options{}, tt.decl).Hash() == inspect(t, Options{}, base).Hash(); got != tt.same {
			t.Errorf("%s: same is %t", name, got)
		}
	}
}

func TestBodyOfMarshalMethodCounts(t *testing.T) {
	t.Parallel()
	decl := "type T struct{ P In }; type In struct{}; func (In) MarshalJSON() ([]byte, error) { return nil, nil }"
	hash := func(body string) string {
		return inspect(t, Options{Body: func(f *types.Func) string { return f.Name() + body }}, decl).Hash()
	}
	if hash("a") == hash("b") {
		t.Error("the hash does not follow the method's text")
	}
}

func TestLocalTypesOfOneNameStayApart(t *testing.T) {
	t.Parallel()
	var list []*types.Var
	for _, typ := range []types.Type{types.Typ[types.Int], types.Typ[types.String]} {
		st := types.NewStruct([]*types.Var{types.NewField(token.NoPos, nil, "V", typ, false)}, nil)
		n := types.NewNamed(types.NewTypeName(token.NoPos, types.NewPackage("p", "p"), "local", nil), st, nil)
		list = append(list, types.NewField(token.NoPos, nil, "F"+typ.String(), n, false))
	}
	s, err := Extract(types.NewStruct(list, nil), Options{})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := brief(s, s.Root, 0), "{Fint:{V:int} Fstring:{V:str}}"; got != want || len(s.Defs) != 2 {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestDecodeSaysWhatIsWrong(t *testing.T) {
	t.Parallel()
	deep := strings.Repeat(`{"k":"arr","elem":`, 300) + `{"k":"int"}` + strings.Repeat("}", 300)
	for _, tt := range []struct{ text, want string }{
		{"{\n\"codec\": \"json\",\n\"rot\": 1}", `line 3: unknown field "rot"`},
		{"{\"codec\":\n", "line 2: unexpected EOF"},
		{`{"codec":"xml","root":{"k":"int"}}`, `codec "xml" is not known`},
		{`{"codec":"json"}`, "codec json needs a root"},
		{`{"codec":"avro","root":{"k":"int"}}`, "codec avro needs avro"},
		{`{"codec":"avro","avro":{"type":"recor"}}`, "read Avro schema"},
		{`{"codec":"protobuf","proto":{"message":"a","format":"binary","messages":{}}}`, `message "a" is not in messages`},
		{`{"codec":"protobuf","proto":{"message":"a","format":"xml","messages":{}}}`, `format "xml" is not known`},
		{`{"codec":"json","root":{"k":"x"}}`, `root: kind "x" is not known`},
		{`{"codec":"json","root":{"k":"ref","ref":"a"}}`, `root: ref "a" is not in $defs`},
		{`{"codec":"json","root":{"k":"arr"}}`, "root: arr without elem"},
		{`{"codec":"json","root":{"k":"obj","fields":[{"name":"a","presence":"always"}]}}`, `root: field "a" has no shape`},
		{`{"codec":"json","root":{"k":"obj","fields":[{"name":"a","presence":"maybe","shape":{"k":"int"}}]}}`, `root: presence "maybe" is not known`},
		{`{"codec":"json","root":{"k":"int"},"$defs":{"a":null}}`, `$defs "a": is null`},
		{`{"codec":"json","root":` + deep + `}`, "more than 200 levels"},
		{`{"codec":"json","root":{"k":"int"}} x`, "line 1: invalid character 'x' looking for beginning of value"},
		{`[1]`, "line 1: cannot unmarshal array into Go value of type payload.Schema"},
	} {
		_, err := Decode([]byte(tt.text))
		if err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%.60s: got %v, want %s", tt.text, err, tt.want)
		}
	}
}
