package table

import (
	"bytes"
	"fmt"
	"reflect"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// fill sets all fields of a value, each to another content, so that one that is not written down is missed.
func fill(v reflect.Value, n *int) {
	*n++
	switch v.Kind() {
	case reflect.String:
		v.SetString(fmt.Sprint("text ", *n))
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Int, reflect.Int32:
		v.SetInt(int64(*n))
	case reflect.Uint8:
		v.SetUint(uint64(*n % 256))
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fill(v.Elem(), n)
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		for i := range v.Len() {
			fill(v.Index(i), n)
		}
	case reflect.Map:
		v.Set(reflect.MakeMap(v.Type()))
		for range 5 {
			key, value := reflect.New(v.Type().Key()).Elem(), reflect.New(v.Type().Elem()).Elem()
			fill(key, n)
			fill(value, n)
			v.SetMapIndex(key, value)
		}
	case reflect.Struct:
		for _, field := range v.Fields() {
			fill(field, n)
		}
	default:
		panic(v.Kind())
	}
}

func TestAllOfATableIsWrittenDown(t *testing.T) {
	t.Parallel()
	full, n := &Table{}, 0
	fill(reflect.ValueOf(full).Elem(), &n)
	full.Funcs[0].Nodes[0].Block = -1
	for name, in := range map[string]*Table{"full": full, "empty": {Shapes: map[string]string{}}} {
		data := Encode(in)
		out, err := Decode(data)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if diff := cmp.Diff(in, out); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
		for range 20 {
			if !bytes.Equal(Encode(in), data) {
				t.Fatalf("%s: the same table has other bytes", name)
			}
		}
	}
}

func TestDamagedTablesAreErrors(t *testing.T) {
	t.Parallel()
	full, n := &Table{}, 0
	fill(reflect.ValueOf(full).Elem(), &n)
	data := Encode(full)
	for i := range data {
		if _, err := Decode(data[:i]); err == nil {
			t.Fatalf("the first %d of %d bytes are read as a table", i, len(data))
		}
		damaged := bytes.Clone(data)
		damaged[i] ^= 0x80
		_, _ = Decode(damaged) // a table or an error, and no panic
	}
	if _, err := Decode(append(data, 0)); err == nil {
		t.Error("what stands behind a table is read as part of it")
	}
}
