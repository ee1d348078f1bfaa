package verify

import (
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/vmihailenco/msgpack/v5"
	bson1 "go.mongodb.org/mongo-driver/bson"
	"go.mongodb.org/mongo-driver/bson/primitive"
	bson2 "go.mongodb.org/mongo-driver/v2/bson"

	"github.com/buslint/buslint/payload"
)

// What package payload says of BSON and MessagePack is what the libraries write.
func TestPayloadShapesAreWhatLibrariesWrite(t *testing.T) {
	fset := token.NewFileSet()
	f, err := parser.ParseFile(fset, "payload_types_test.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	c := types.Config{Importer: importer.Default()}
	pkg, err := c.Check("verify", fset, []*ast.File{f}, nil)
	if err != nil {
		t.Fatal(err)
	}
	when, one := time.Unix(1e9, 0).UTC(), 1
	order := bsonOrder{ID: "a", CreatedAt: when, UpdatedAt: &when, Total: 1 << 40, Raw: []byte{1}, Tags: []string{"x"}, Labels: map[string]int{"l": 1},
		ByNumber: map[int]string{1: "x"}, Inlined: bsonBase{Note: "n"}, Lines: []bsonBase{{}}, Next: &bsonOrder{}, Any: "x", Empty: when}
	pack := packOrder{ID: "a", Opt: &one, Zero: 1, Raw: []byte{1}, Tags: []string{"x"}, Labels: map[string]bool{"l": true}, Any: 7, Next: &packOrder{}}
	for _, v := range []any{bsonOrder{}, order, bsonEmbeds{}, bsonRest{Rest: map[string]string{"b": "c"}}, packOrder{}, pack, packNoInline{}} {
		name := reflect.TypeOf(v).Name()
		codecs := map[string]func(any) (any, error){
			"mongo 1": func(v any) (any, error) {
				data, err := bson1.Marshal(v)
				var doc primitive.D
				return &doc, first(err, func() error { return bson1.Unmarshal(data, &doc) })
			},
			"mongo 2": func(v any) (any, error) {
				data, err := bson2.Marshal(v)
				var doc bson2.D
				return &doc, first(err, func() error { return bson2.Unmarshal(data, &doc) })
			},
		}
		codec := payload.BSON
		if strings.HasPrefix(name, "pack") {
			codec = payload.Msgpack
			codecs = map[string]func(any) (any, error){"msgpack": func(v any) (any, error) {
				data, err := msgpack.Marshal(v)
				doc := map[string]any{}
				return doc, first(err, func() error { return msgpack.Unmarshal(data, &doc) })
			}}
		}
		s, err := payload.Extract(pkg.Scope().Lookup(name).Type(), payload.Options{Codec: codec})
		if err != nil {
			t.Fatal(err)
		}
		for library, encode := range codecs {
			doc, err := encode(v)
			if err != nil {
				t.Errorf("%s: %s: %v", library, name, err)
				continue
			}
			if err := conforms(s, s.Root, plain(doc)); err != nil {
				t.Errorf("%s: %s: %v in %v", library, name, err, doc)
			}
		}
	}
}

func first(err error, then func() error) error {
	if err != nil {
		return err
	}
	return then()
}

// plain makes maps and lists of what the libraries decode documents to.
func plain(v any) any {
	switch x := v.(type) {
	case *primitive.D:
		return plain(*x)
	case *bson2.D:
		return plain(*x)
	case primitive.D:
		out := map[string]any{}
		for _, e := range x {
			out[e.Key] = plain(e.Value)
		}
		return out
	case bson2.D:
		out := map[string]any{}
		for _, e := range x {
			out[e.Key] = plain(e.Value)
		}
		return out
	case primitive.A:
		return plain([]any(x))
	case bson2.A:
		return plain([]any(x))
	case []any:
		out := make([]any, len(x))
		for i := range x {
			out[i] = plain(x[i])
		}
		return out
	case primitive.Binary:
		return x.Data
	case bson2.Binary:
		return x.Data
	case primitive.DateTime, bson2.DateTime:
		return when{}
	}
	return v
}

// when is a date of BSON.
type when struct{}

// conforms compares a document with a shape.
func conforms(s *payload.Schema, sh *payload.Shape, v any) error {
	nullable := sh.Nullable
	for sh.Kind == payload.Ref {
		sh = s.Defs[sh.Ref]
		nullable = nullable || sh.Nullable
	}
	wrong := fmt.Errorf("%v (%T) is no %s %s", v, v, sh.Kind, sh.Enc)
	if v == nil {
		if !nullable {
			return wrong
		}
		return nil
	}
	kind := reflect.TypeOf(v).Kind()
	ok := false
	switch sh.Kind {
	case payload.Any, payload.Opaque:
		return nil
	case payload.Bool:
		ok = kind == reflect.Bool
	case payload.Number:
		ok = kind == reflect.Float64 || kind == reflect.Float32
	case payload.Int:
		ok = v == when{} == (sh.Enc == payload.Datetime) && (v == when{} || kind >= reflect.Int && kind <= reflect.Uint64)
	case payload.String:
		_, isBytes := v.([]byte)
		ok = isBytes == (sh.Enc == payload.Binary) && (isBytes || kind == reflect.String)
	case payload.Array:
		list, isList := v.([]any)
		for _, e := range list {
			if err := conforms(s, sh.Elem, e); err != nil {
				return err
			}
		}
		ok = isList
	case payload.Map, payload.Object:
		m, isMap := v.(map[string]any)
		if !isMap {
			return wrong
		}
		known := map[string]bool{}
		for _, f := range sh.Fields {
			known[f.Name] = true
			e, there := m[f.Name]
			if !there {
				if f.Presence == payload.Always {
					return fmt.Errorf("%s is left out", f.Name)
				}
				continue
			}
			if err := conforms(s, f.Shape, e); err != nil {
				return fmt.Errorf("%s: %w", f.Name, err)
			}
		}
		for k, e := range m {
			switch {
			case known[k]:
			case sh.Elem == nil:
				return fmt.Errorf("there is no field %q", k)
			default:
				if err := conforms(s, sh.Elem, e); err != nil {
					return fmt.Errorf("%s: %w", k, err)
				}
			}
		}
		ok = true
	}
	if !ok {
		return wrong
	}
	return nil
}
