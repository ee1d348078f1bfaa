package payload

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"math"
	"math/big"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"
)

// change is a row of the compatibility table: an old and a new type, and what becomes of what the one writes and the other reads.
type change struct {
	id                string
	old, now          any
	backward, forward Severity
	strict            [2]Severity // of strict readers, backward and forward, where it is another
	v2                [2]Severity // of json/v2, where it is another
	v2Strict          [2]Severity
	unseen            string // why encoding and decoding alone cannot show it
}

// changes is the compatibility table of JSON.
var changes = []change{
	{id: "J01", old: one{}, now: oneB{}, backward: Safe, forward: Safe, strict: [2]Severity{Safe, Break}},
	{id: "J02", old: one{}, now: oneBE{}, backward: Safe, forward: Safe, strict: [2]Severity{Safe, Risk}, v2Strict: [2]Severity{Safe, Break}},
	{id: "J03", old: one{}, now: oneP{}, backward: Safe, forward: Safe, strict: [2]Severity{Safe, Break}},
	{id: "J04", old: one{}, now: onePE{}, backward: Safe, forward: Safe, strict: [2]Severity{Safe, Risk}},
	{id: "J05", old: oneB{}, now: one{}, backward: Safe, forward: Lossy, strict: [2]Severity{Break, Lossy}},
	{id: "J05", old: oneB{}, now: oneHidden{}, backward: Safe, forward: Lossy, strict: [2]Severity{Break, Lossy}},
	{id: "J05", old: oneB{}, now: oneUnexported{}, backward: Safe, forward: Lossy, strict: [2]Severity{Break, Lossy}},
	{id: "J05", old: vStructsB{}, now: vStructs{}, backward: Safe, forward: Lossy, strict: [2]Severity{Break, Lossy}},
	{id: "J06", old: oneB{}, now: renamedC{}, backward: Lossy, forward: Lossy, strict: [2]Severity{Break, Break}},
	{id: "J06", old: oneB{}, now: renamedGo{}, backward: Lossy, forward: Lossy, strict: [2]Severity{Break, Break}}, // J08
	{id: "J07", old: oneB{}, now: lowerB{}, backward: Safe, forward: Safe, v2: [2]Severity{Lossy, Lossy}, v2Strict: [2]Severity{Break, Break}},
	{id: "", old: oneB{}, now: goName{}, backward: Safe, forward: Safe},      // J09
	{id: "", old: vString{}, now: vNamed{}, backward: Safe, forward: Safe},   // J09
	{id: "", old: vInt{}, now: vInt64{}, backward: Safe, forward: Safe},      // J10
	{id: "J10", old: vInt32{}, now: vInt64{}, backward: Safe, forward: Risk}, // widened
	{id: "J11", old: vInt{}, now: vInt32{}, backward: Risk, forward: Safe},
	{id: "J11", old: vInt{}, now: vInt8{}, backward: Risk, forward: Safe},
	{id: "J12", old: vInt{}, now: vUint{}, backward: Risk, forward: Risk},
	{id: "J12", old: vUint16{}, now: vInt32{}, backward: Safe, forward: Risk},
	{id: "J13", old: vInt{}, now: vFloat{}, backward: Risk, forward: Risk},
	{id: "J13", old: vInt32{}, now: vFloat{}, backward: Safe, forward: Risk},
	{id: "J14", old: vFloat{}, now: vFloat32{}, backward: Risk, forward: Safe},
	{id: "J15", old: vInt{}, now: vString{}, backward: Break, forward: Break},
	{id: "J15", old: vInt{}, now: vBool{}, backward: Break, forward: Break},
	{id: "J15", old: vString{}, now: vBool{}, backward: Break, forward: Break},
	{id: "J15", old: vString{}, now: vStruct{}, backward: Break, forward: Break},
	{id: "J16", old: vInt{}, now: vQuoted{}, backward: Break, forward: Break},
	{id: "J17", old: vString{}, now: vQuoted{}, backward: Risk, forward: Safe},
	{id: "J18", old: vString{}, now: vQuotedString{}, backward: Break, forward: Lossy, v2: [2]Severity{Safe, Safe}, unseen: "the quotes stay in the text"},
	{id: "J19", old: vInt{}, now: vPointer{}, backward: Safe, forward: Lossy},
	{id: "J20", old: vPointer{}, now: vInt{}, backward: Lossy, forward: Safe},
	{id: "J20", old: vPointerE{}, now: vInt{}, backward: Safe, forward: Safe},
	{id: "J21", old: vInt{}, now: vIntE{}, backward: Safe, forward: Safe},
	{id: "J21", old: vInt{}, now: vIntZ{}, backward: Safe, forward: Safe},
	{id: "J21", old: vPointer{}, now: vIntZ{}, backward: Lossy, forward: Risk, unseen: "zero and missing differ to a reader with a pointer"},
	{id: "J22", old: vIntZ{}, now: vInt{}, backward: Safe, forward: Safe},
	{id: "J21", old: vInts{}, now: vIntsE{}, backward: Safe, forward: Safe}, // J23
	{id: "J24", old: vInts{}, now: vInt{}, backward: Break, forward: Break},
	{id: "J24", old: vInts{}, now: vMap{}, backward: Break, forward: Break},
	{id: "J25", old: vInts{}, now: vInt2{}, backward: Lossy, forward: Safe, v2: [2]Severity{Break, Safe}},
	{id: "J25", old: vInt2{}, now: vInt3{}, backward: Lossy, forward: Lossy, v2: [2]Severity{Break, Break}},
	{id: "J26", old: vInts{}, now: vIntPs{}, backward: Safe, forward: Lossy},
	{id: "J27", old: vBytes{}, now: vBytes3{}, backward: Break, forward: Safe, v2: [2]Severity{Risk, Safe}},
	{id: "J28", old: vBytes{}, now: vU16s{}, backward: Break, forward: Risk, v2: [2]Severity{Break, Break}},
	{id: "J29", old: vString{}, now: vBytes{}, backward: Risk, forward: Safe},
	{id: "J30", old: vStruct{}, now: vStructP{}, backward: Safe, forward: Lossy},
	{id: "J31", old: vStruct{}, now: vMap{}, backward: Safe, forward: Risk, strict: [2]Severity{Safe, Break}},
	{id: "J32", old: vMap{}, now: vMapInt{}, backward: Risk, forward: Safe},
	{id: "", old: embeds{}, now: flat{}, backward: Safe, forward: Safe}, // J33
	{id: "J34", old: embeds{}, now: nests{}, backward: Lossy, forward: Lossy, strict: [2]Severity{Break, Break}},
	{id: "J34", old: nestsField{}, now: embeds{}, backward: Lossy, forward: Lossy, strict: [2]Severity{Break, Break}},
	{id: "J58", old: stamp{}, now: stampEmbedded{}, backward: Break, forward: Break}, // J35 as the payload
	{id: "J35", old: vStamp{}, now: vStampEmbedded{}, backward: Break, forward: Break},
	{id: "J37", old: vInt64{}, now: vAny{}, backward: Risk, forward: Risk},
	{id: "J37", old: vString{}, now: vAny{}, backward: Safe, forward: Risk},
	{id: "J38", old: vInt{}, now: vRaw{}, backward: Safe, forward: Risk},
	{id: "J40", old: vStruct{}, now: vError{}, backward: Break, forward: Risk, unseen: "an error has no value that can be made from a struct's"},
	{id: "J41", old: vInt{}, now: vNumber{}, backward: Safe, forward: Risk},
	{id: "J42", old: vString{}, now: vNumber{}, backward: Risk, forward: Break},
	{id: "J43", old: vString{}, now: vTime{}, backward: Risk, forward: Safe},
	{id: "J44", old: vInt64{}, now: vTime{}, backward: Break, forward: Break},
	{id: "J45", old: vTime{}, now: vTimeP{}, backward: Safe, forward: Lossy},
	{id: "", old: vTime{}, now: vTimeE{}, backward: Safe, forward: Safe}, // J46
	{id: "J47", old: vInt64{}, now: vDuration{}, backward: Safe, forward: Safe, v2: [2]Severity{Break, Break}},
	{id: "J48", old: vStruct{}, now: vMarshaler{}, backward: Unknown, forward: Unknown},
	{id: "J51", old: vString{}, now: vText{}, backward: Risk, forward: Safe, unseen: "this type reads any text"},
	{id: "J52", old: vStatus{}, now: vStatusMore{}, backward: Safe, forward: Risk, unseen: "any text is read; the reader's code may have no case for it"},
	{id: "J53", old: vStatusMore{}, now: vStatus{}, backward: Risk, forward: Safe, unseen: "any text is read; the reader's code may have no case for it"},
	{id: "J54", old: embeds{}, now: embedsTwo{}, backward: Safe, forward: Lossy, strict: [2]Severity{Break, Lossy}},
	{id: "J58", old: one{}, now: list{}, backward: Break, forward: Break},
	{id: "J31", old: one{}, now: table{}, backward: Safe, forward: Risk, strict: [2]Severity{Safe, Break}},
	{id: "J15", old: vTree{}, now: vTreeWide{}, backward: Break, forward: Break},
	{id: "J10", old: vUint16{}, now: vUint64{}, backward: Safe, forward: Risk},
}

// engine is an implementation of JSON.
type engine struct {
	codec     Codec
	marshal   func(any) ([]byte, error)
	unmarshal func(data []byte, into any, strict bool) error
	folds     bool
}

var v1 = engine{JSON, json.Marshal, func(data []byte, into any, strict bool) error {
	d := json.NewDecoder(bytes.NewReader(data))
	if strict {
		d.DisallowUnknownFields()
	}
	return d.Decode(into)
}, true}

func TestVerdictsAreWhatEncodingAndDecodingDo(t *testing.T) {
	t.Parallel()
	if len(changes) < 55 {
		t.Fatalf("%d changes", len(changes))
	}
	for _, c := range changes {
		c.run(t, v1, [2]Severity{c.backward, c.forward}, c.strict)
	}
}

// run compares the static verdicts of a change with the expected ones, and both with what the engine does.
func (c change) run(t *testing.T, e engine, lenient, strict [2]Severity) {
	p := checked(t, "pairs_test.go")
	for i, s := range strict {
		if s == "" {
			strict[i] = lenient[i]
		}
	}
	name := strings.ReplaceAll(fmt.Sprintf("%s %T %T", c.id, c.old, c.now), "payload.", "")
	t.Run(name, func(t *testing.T) {
		t.Parallel()
		old, now := reflect.TypeOf(c.old), reflect.TypeOf(c.now)
		so, err := Extract(typeOf(t, p, old), Options{Codec: e.codec})
		if err != nil {
			t.Fatal(err)
		}
		sn, err := Extract(typeOf(t, p, now), Options{Codec: e.codec})
		if err != nil {
			t.Fatal(err)
		}
		for _, reader := range []struct {
			strict bool
			want   [2]Severity
		}{{false, lenient}, {true, strict}} {
			list := Compare(so, sn, CompareOptions{Strict: reader.strict})
			if e.codec == JSON && (c.id == "") != (len(list) == 0) || e.codec == JSON && c.id != "" && !slices.ContainsFunc(list, func(v Verdict) bool { return v.ID == c.id }) {
				t.Errorf("verdicts are %v, want %q", list, c.id)
			}
			for i, d := range []Direction{Backward, Forward} {
				got := Worst(slices.DeleteFunc(slices.Clone(list), func(v Verdict) bool { return v.Direction != d }))
				if got != reader.want[i] {
					t.Errorf("%s, strict %t: %s, want %s: %v", d, reader.strict, got, reader.want[i], list)
				}
				w, r := old, now
				if d == Forward {
					w, r = now, old
				}
				if seen := e.observe(t, w, r, d, reader.strict); c.unseen == "" && got != Unknown && !seen.fits(got) {
					t.Errorf("%s, strict %t: %s, but really %+v", d, reader.strict, got, seen)
				}
			}
		}
	})
}

// observed counts what happened to values.
type observed struct {
	values, errors, losses int
	zero                   bool // the zero value was read without an error
	last                   string
}

// fits tells whether a verdict says what happened.
func (o observed) fits(s Severity) bool {
	switch s {
	case Break:
		return o.errors == o.values
	case Lossy:
		return o.errors == 0 && o.losses > 0
	case Risk:
		return (o.zero || o.errors < o.values) && o.errors+o.losses > 0
	}
	return o.errors+o.losses == 0
}

const variants = 5

// observe writes values of one type and reads them as the other. The last value is the zero value, which alone makes no error.
func (e engine) observe(t *testing.T, w, r reflect.Type, d Direction, strict bool) observed {
	t.Helper()
	var docs []any
	var texts [][]byte
	refused := 0
	for i := range variants + 1 {
		v := reflect.New(w).Elem()
		if i < variants {
			fillVariant(v, i)
		}
		data, err := e.marshal(v.Interface())
		if err != nil {
			refused++
			continue
		}
		docs, texts = append(docs, tree(t, data)), append(texts, data)
	}
	o := observed{values: variants, errors: min(refused, variants)}
	for i, data := range texts {
		into := reflect.New(r)
		err := e.unmarshal(data, into.Interface(), strict)
		if err != nil && i < variants {
			o.errors++
			o.last = fmt.Sprintf("%s: %v", data, err)
		}
		if err != nil {
			continue
		}
		o.zero = o.zero || i == variants
		again, err := e.marshal(into.Interface())
		if err != nil {
			o.errors++
			continue
		}
		written := docs[:min(variants, len(docs))]
		if e.lost(docs[i], tree(t, again), written, d) {
			o.losses++
			o.last = fmt.Sprintf("%s became %s", data, again)
		}
	}
	return o
}

func tree(t *testing.T, data []byte) any {
	t.Helper()
	d := json.NewDecoder(bytes.NewReader(data))
	d.UseNumber()
	var v any
	if err := d.Decode(&v); err != nil {
		t.Fatalf("%s: %v", data, err)
	}
	return v
}

// lost tells whether something of a document is not in what the reader has; others are documents of the same writer at this place. To an old reader, a
// field that is never written is lost. A new reader is used to that, unless something was written that it has no field for.
func (e engine) lost(doc, got any, others []any, d Direction) bool {
	switch g := got.(type) {
	case map[string]any:
		m, ok := doc.(map[string]any)
		if !ok {
			return doc != nil || len(g) > 0
		}
		used, missing := map[string]bool{}, false
		for _, k := range sortedKeys(g) {
			from, ok := k, false
			if _, ok = m[k]; !ok && e.folds {
				for _, o := range sortedKeys(m) {
					if strings.EqualFold(o, k) {
						from, ok = o, true
					}
				}
			}
			var inner []any
			for _, o := range others {
				if om, isMap := o.(map[string]any); isMap {
					if v, has := om[from]; has {
						inner = append(inner, v)
					}
				}
			}
			if used[from] = true; !ok {
				missing = missing || d == Backward || len(inner) == 0
				continue
			}
			if e.lost(m[from], g[k], inner, d) {
				return true
			}
		}
		if d == Forward {
			return missing
		}
		return missing && slices.ContainsFunc(sortedKeys(m), func(k string) bool { return !used[k] })
	case []any:
		l, ok := doc.([]any)
		if !ok {
			return doc != nil
		}
		for i := range g {
			if i >= len(l) || e.lost(l[i], g[i], l, d) {
				return true
			}
		}
		return len(l) != len(g)
	case nil:
		return doc != nil && fmt.Sprint(doc) != "[]" && fmt.Sprint(doc) != "map[]" && doc != ""
	}
	if doc == nil && got == "" {
		return false // nil bytes
	}
	if list, ok := doc.([]any); ok { // read as bytes
		data, err := base64.StdEncoding.DecodeString(fmt.Sprint(got))
		return err != nil || len(data) != len(list)
	}
	a, okA := new(big.Float).SetPrec(2000).SetString(fmt.Sprint(doc))
	b, okB := new(big.Float).SetPrec(2000).SetString(fmt.Sprint(got))
	if okA && okB {
		return a.Cmp(b) != 0
	}
	return fmt.Sprint(doc) != fmt.Sprint(got)
}

// fillVariant sets a value to one of a few that are typical or extreme for its type.
func fillVariant(v reflect.Value, i int) {
	switch v.Type() {
	case reflect.TypeFor[time.Time]():
		v.Set(reflect.ValueOf(time.Unix(int64(i+1)*1e8, 5).UTC()))
		return
	case reflect.TypeFor[json.Number]():
		v.SetString([]string{"7", "7.5", "9007199254740993"}[i%3])
		return
	case reflect.TypeFor[json.RawMessage]():
		v.SetBytes([]byte([]string{`{"A":1}`, "7", `"x"`, "9007199254740993"}[i%4]))
		return
	case reflect.TypeFor[textual]():
		v.Set(reflect.ValueOf(textual{"text"}))
		return
	}
	switch v.Kind() {
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		bits := v.Type().Bits()
		most := int64(math.MaxInt64) >> (64 - bits)
		v.SetInt([]int64{7, most, -most - 1, min(1<<53+1, most), 1}[i])
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		v.SetUint([]uint64{7, math.MaxUint64 >> (64 - v.Type().Bits()), 1, 2, 3}[i])
	case reflect.Float32:
		v.SetFloat([]float64{7, 7.5, -0.25, 1e3, 2}[i])
	case reflect.Float64:
		v.SetFloat([]float64{7, 7.5, 1e300, 1e21, 0.1}[i])
	case reflect.String:
		v.SetString([]string{"text", "7", "2024-01-02T03:04:05Z", "dGV4dA==", "new"}[i])
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		if v.Type().Elem().Kind() == reflect.Struct && v.Type().Elem().NumField() > 1 && v.Type().Elem().Field(1).Type == v.Type() {
			return // a list that ends here
		}
		fillVariant(v.Elem(), i)
	case reflect.Slice:
		n := []int{1, 3, 4, 1, 5}[i]
		v.Set(reflect.MakeSlice(v.Type(), n, n))
		for k := range n {
			if k < n-1 || v.Type().Elem().Kind() != reflect.Pointer { // the last pointer stays nil
				fillVariant(v.Index(k), i)
			}
		}
	case reflect.Array:
		for k := range v.Len() {
			fillVariant(v.Index(k), i)
		}
	case reflect.Map:
		v.Set(reflect.MakeMap(v.Type()))
		key, elem := reflect.New(v.Type().Key()).Elem(), reflect.New(v.Type().Elem()).Elem()
		fillVariant(key, i)
		fillVariant(elem, i)
		v.SetMapIndex(key, elem)
	case reflect.Interface:
		if v.NumMethod() == 0 {
			v.Set(reflect.ValueOf([]any{7.0, "x", true, map[string]any{"a": 1.0}, []any{}}[i]))
		}
	case reflect.Struct:
		for k := range v.NumField() {
			if sf := v.Type().Field(k); sf.IsExported() || sf.Anonymous && sf.Type.Kind() == reflect.Struct {
				if sf.IsExported() {
					fillVariant(v.Field(k), i)
				} else {
					fillVariantEmbedded(v.Field(k), i)
				}
			}
		}
	}
}

// fillVariantEmbedded fills the fields of an embedded struct of an unexported type.
func fillVariantEmbedded(v reflect.Value, i int) {
	for k := range v.NumField() {
		if v.Type().Field(k).IsExported() {
			fillVariant(v.Field(k), i)
		}
	}
}
