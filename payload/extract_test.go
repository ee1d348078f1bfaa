package payload

import (
	"bytes"
	"encoding/json"
	"fmt"
	"go/token"
	"go/types"
	"math/big"
	"math/rand/v2"
	"net/netip"
	"reflect"
	"strings"
	"testing"
	"time"
)

// nastyTypes are values whose types are extracted and encoded, by value and by pointer.
var nastyTypes = []any{
	nastyBase{}, nastyDeep{}, nastyConflict{}, nastyTagWins{}, nastyTwice{}, nastyTwins{}, nastyTags{}, nastyNumbers{}, nastyOmit{}, nastyBytes{},
	nastyAddresses{}, nastyHolder{}, nastyKeys{}, nastyTree{}, nastyList{}, nastyMaps{}, nastyMutualA{}, nastyGeneric{}, nastyAliased{}, nastyStamp{},
	nastyTwoStamps{}, nastyInterfaces{}, nastyEmbedded{nastyString: "not written"}, nastyOneWay{}, nastyDepth{}, nastyColor(0), nastyString(""), NastyPaid,
}

// vetoedTags are tags of structs with string fields A, B and so on that the compiler takes, but go vet does not.
var vetoedTags = [][]string{{`json:"x"`, `json:"x"`, `json:"y"`}, {`json:"C"`, "", ""}, {`json:"C,omitempty"`, `json:"a\tb"`, `json:"C"`}, {`json: "x"`, `json:"x`, `json:",string`}}

// structs makes a struct with string fields of these tags, for reflection and for the type checker.
func structs(tags []string) (reflect.Type, types.Type) {
	var rf []reflect.StructField
	var tf []*types.Var
	for i, tag := range tags {
		name := string(rune('A' + i))
		rf = append(rf, reflect.StructField{Name: name, Type: reflect.TypeFor[string](), Tag: reflect.StructTag(tag)})
		tf = append(tf, types.NewField(token.NoPos, nil, name, types.Typ[types.String], false))
	}
	return reflect.StructOf(rf), types.NewStruct(tf, tags)
}

func TestShapeIsWhatEncodingJSONWrites(t *testing.T) {
	t.Parallel()
	p := checked(t, "nasty_test.go")
	type both struct {
		name    string
		reflect reflect.Type
		types   types.Type
	}
	var list []both
	for _, zero := range nastyTypes {
		for _, rt := range []reflect.Type{reflect.TypeOf(zero), reflect.PointerTo(reflect.TypeOf(zero))} {
			list = append(list, both{rt.String(), rt, typeOf(t, p, rt)})
		}
	}
	for i, tags := range vetoedTags {
		rt, gt := structs(tags)
		list = append(list, both{fmt.Sprint("tags", i), rt, gt})
	}
	for _, b := range list {
		rt := b.reflect
		t.Run(b.name, func(t *testing.T) {
			t.Parallel()
			s, err := Extract(b.types, Options{})
			if err != nil {
				t.Fatal(err)
			}
			c := &conformance{schema: s, absent: map[string]bool{}, null: map[string]bool{}}
			fill := &filler{rand: rand.New(rand.NewPCG(1, 2))}
			for range 200 {
				v := fill.value(rt, 0)
				data, err := json.Marshal(v.Interface())
				if err != nil {
					t.Fatalf("%#v: %v", v, err)
				}
				d := json.NewDecoder(bytes.NewReader(data))
				d.UseNumber()
				var doc any
				if err := d.Decode(&doc); err != nil {
					t.Fatal(err)
				}
				if err := c.value("", s.Root, doc, 0); err != nil {
					text, _ := Encode(s)
					t.Fatalf("%s\nis not of the shape\n%s: %v", data, text, err)
				}
			}
			c.exact(t, s)
			roundTrip(t, s)
		})
	}
}

// roundTrip writes and reads a schema.
func roundTrip(t *testing.T, s *Schema) {
	t.Helper()
	text, err := Encode(s)
	if err != nil {
		t.Fatal(err)
	}
	back, err := Decode(text)
	if err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	again, err := Encode(back)
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(s, back) || !bytes.Equal(text, again) || s.Hash() != back.Hash() {
		t.Errorf("read back, it is\n%s\nnot\n%s", again, text)
	}
}

// conformance compares documents with a shape, and notes what happened to fields that may be left out or null.
type conformance struct {
	schema       *Schema
	absent, null map[string]bool
}

func (c *conformance) value(path string, sh *Shape, doc any, depth int) error {
	sh = c.schema.resolve(sh)
	if doc == nil {
		if c.null[path] = true; !sh.Nullable {
			return fmt.Errorf("%s: null", path)
		}
		return nil
	}
	wrong := fmt.Errorf("%s: %v is no %s", path, doc, sh.Kind)
	if text, ok := doc.(string); ok && sh.Quoted {
		if sh.Kind != String {
			doc = json.Number(text)
			if sh.Kind == Bool {
				doc = text == "true"
			}
		} else if err := json.Unmarshal([]byte(text), &doc); err != nil {
			return fmt.Errorf("%s: %s is no quoted string: %w", path, text, err)
		}
	} else if sh.Quoted {
		return wrong
	}
	switch sh.Kind {
	case Any, Opaque:
		return nil
	case Bool:
		if _, ok := doc.(bool); !ok {
			return wrong
		}
	case String:
		text, ok := doc.(string)
		if !ok {
			return wrong
		}
		if _, err := time.Parse(time.RFC3339, text); sh.Enc == RFC3339 && err != nil {
			return err
		}
	case Int:
		n, ok := new(big.Int).SetString(fmt.Sprint(doc), 10)
		if _, number := doc.(json.Number); !number || !ok {
			return wrong
		}
		if sh.Bits > 0 && (!sh.Signed && (n.Sign() < 0 || n.BitLen() > sh.Bits) || sh.Signed && n.BitLen() > sh.Bits-1 && n.Cmp(new(big.Int).Lsh(big.NewInt(-1), uint(sh.Bits-1))) != 0) {
			return fmt.Errorf("%s: %s is not of %d bits", path, n, sh.Bits)
		}
	case Number:
		if _, ok := doc.(json.Number); !ok {
			return wrong
		}
	case Array:
		list, ok := doc.([]any)
		if !ok || sh.Len != nil && *sh.Len != len(list) {
			return wrong
		}
		for _, e := range list {
			if err := c.value(path+"[]", sh.Elem, e, depth+1); err != nil {
				return err
			}
		}
	case Map:
		m, ok := doc.(map[string]any)
		if !ok {
			return wrong
		}
		for _, k := range sortedKeys(m) {
			var key any = k
			if c.schema.resolve(sh.Key).Kind == Int {
				key = json.Number(k)
			}
			if err := c.value(path+"{}", sh.Key, key, depth+1); err != nil {
				return err
			}
			if err := c.value(path+"[]", sh.Elem, m[k], depth+1); err != nil {
				return err
			}
		}
	case Object:
		m, ok := doc.(map[string]any)
		if !ok {
			return wrong
		}
		for _, f := range sh.Fields {
			at := path + "." + f.Name
			v, there := m[f.Name]
			if !there {
				if c.absent[at] = true; f.Presence == Always {
					return fmt.Errorf("%s is left out", at)
				}
				continue
			}
			if err := c.value(at, f.Shape, v, depth+1); err != nil {
				return err
			}
			delete(m, f.Name)
		}
		for _, k := range sortedKeys(m) {
			return fmt.Errorf("%s: there is no field %q", path, k)
		}
	default:
		return wrong
	}
	return nil
}

// exact demands that what may be left out or null at the top levels was so once: the shape says no more than what happens.
func (c *conformance) exact(t *testing.T, s *Schema) {
	t.Helper()
	root := s.resolve(s.Root)
	for _, f := range root.Fields {
		at := "." + f.Name
		if f.Presence != Always && !c.absent[at] {
			t.Errorf("%s is %s, but was always written", at, f.Presence)
		}
		if sh := s.resolve(f.Shape); sh.Nullable && f.Presence != OmitEmpty && f.Presence != OmitZero && !c.null[at] {
			t.Errorf("%s was never null", at)
		}
	}
}

// filler makes random values.
type filler struct{ rand *rand.Rand }

func (f *filler) value(t reflect.Type, depth int) reflect.Value {
	v := reflect.New(t).Elem()
	if f.rand.IntN(5) == 0 && t.Kind() != reflect.Struct && t != reflect.TypeFor[json.Number]() {
		return v // zero
	}
	switch t {
	case reflect.TypeFor[json.Number]():
		v.SetString([]string{"0", "12", "-1.5e3", ""}[f.rand.IntN(4)])
		return v
	case reflect.TypeFor[json.RawMessage]():
		v.SetBytes([]byte([]string{"null", `{"a":[1]}`, "1"}[f.rand.IntN(3)]))
		return v
	case reflect.TypeFor[time.Time]():
		if f.rand.IntN(3) > 0 {
			v.Set(reflect.ValueOf(time.Unix(f.rand.Int64N(4e9), f.rand.Int64N(1e9)).UTC()))
		}
		return v
	case reflect.TypeFor[big.Int]():
		v.Set(reflect.ValueOf(big.NewInt(f.rand.Int64())).Elem())
		return v
	case reflect.TypeFor[netip.Addr]():
		v.Set(reflect.ValueOf(netip.AddrFrom4([4]byte{1, 2, 3, byte(f.rand.IntN(256))})))
		return v
	}
	switch t.Kind() {
	case reflect.Bool:
		v.SetBool(f.rand.IntN(2) == 0)
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		v.SetInt(int64(f.rand.Uint64()) >> f.rand.IntN(64))
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
		v.SetUint(f.rand.Uint64() >> f.rand.IntN(64))
	case reflect.Float32:
		v.SetFloat(float64(float32(f.rand.NormFloat64())))
	case reflect.Float64:
		v.SetFloat(f.rand.NormFloat64() * 1e18)
	case reflect.String:
		v.SetString([]string{"text", "ü\n\"<", strings.Repeat("x", 40), "7"}[f.rand.IntN(4)])
	case reflect.Slice:
		v.Set(reflect.MakeSlice(t, 0, 0))
		for range f.rand.IntN(3) {
			if depth < 5 {
				v.Set(reflect.Append(v, f.value(t.Elem(), depth+1)))
			}
		}
	case reflect.Array:
		for i := range v.Len() {
			v.Index(i).Set(f.value(t.Elem(), depth+1))
		}
	case reflect.Map:
		v.Set(reflect.MakeMap(t))
		for range f.rand.IntN(3) {
			if depth < 5 {
				v.SetMapIndex(f.value(t.Key(), depth+1), f.value(t.Elem(), depth+1))
			}
		}
	case reflect.Pointer:
		if depth < 5 {
			v.Set(reflect.New(t.Elem()))
			v.Elem().Set(f.value(t.Elem(), depth+1))
		}
	case reflect.Interface:
		if t.NumMethod() == 0 {
			v.Set(reflect.ValueOf([]any{1, "x", []int{1}, map[string]any{"a": nil}}[f.rand.IntN(4)]))
		}
	case reflect.Struct:
		for i := range v.NumField() {
			switch sf := t.Field(i); {
			case sf.IsExported():
				v.Field(i).Set(f.value(sf.Type, depth+1))
			case sf.Anonymous && sf.Type.Kind() == reflect.Struct:
				f.promoted(v.Field(i), depth) // its own fields can be set, itself it can't
			}
		}
	}
	return v
}

// promoted fills the exported fields of an embedded struct of an unexported type.
func (f *filler) promoted(v reflect.Value, depth int) {
	for i := range v.NumField() {
		switch sf := v.Type().Field(i); {
		case sf.IsExported():
			v.Field(i).Set(f.value(sf.Type, depth+1))
		case sf.Anonymous && sf.Type.Kind() == reflect.Struct:
			f.promoted(v.Field(i), depth)
		}
	}
}
