//go:build goexperiment.jsonv2

package payload

import (
	"bytes"
	"cmp"
	"encoding/json"
	jsonv2 "encoding/json/v2"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"
)

// The tests of this file need GOEXPERIMENT=jsonv2; make jsonv2 runs them.

func TestV2ShapeIsWhatIsWritten(t *testing.T) {
	t.Parallel()
	p := checked(t, "nasty_test.go")
	for _, zero := range nastyTypes {
		rt := reflect.TypeOf(zero)
		t.Run(rt.String(), func(t *testing.T) {
			t.Parallel()
			s, err := Extract(typeOf(t, p, rt), Options{Codec: JSONv2})
			if err != nil {
				t.Fatal(err)
			}
			root := s.resolve(s.Root)
			c := &conformance{schema: s, absent: map[string]bool{}, null: map[string]bool{}}
			fill := &filler{rand: rand.New(rand.NewPCG(1, 2))}
			for range 200 {
				v := fill.value(rt, 0)
				data, err := jsonv2.Marshal(v.Interface())
				if root.Enc == Unsupported || hasUnsupported(s) {
					if err == nil && root.Enc == Unsupported {
						t.Fatalf("%s is written, the shape says it is refused: %s", data, root.Type)
					}
					continue
				}
				if err != nil && strings.Contains(err.Error(), "duplicate object member name") {
					continue // two keys of a map have one text
				}
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
			roundTrip(t, s)
		})
	}
}

// hasUnsupported tells whether a part of a schema is refused: then the whole may be.
func hasUnsupported(s *Schema) bool {
	text, _ := Encode(s)
	return bytes.Contains(text, []byte(`"unsupported"`))
}

var v2 = engine{JSONv2, func(v any) ([]byte, error) { return jsonv2.Marshal(v) }, func(data []byte, into any, strict bool) error {
	return jsonv2.Unmarshal(data, into, jsonv2.RejectUnknownMembers(strict))
}, false}

func TestV2VerdictsAreWhatEncodingAndDecodingDo(t *testing.T) {
	t.Parallel()
	for _, c := range changes {
		lenient, strict := [2]Severity{c.backward, c.forward}, c.strict
		for i := range 2 {
			lenient[i] = cmp.Or(c.v2[i], lenient[i])
			strict[i] = cmp.Or(c.v2Strict[i], c.v2[i], strict[i])
		}
		c.run(t, v2, lenient, strict)
	}
}
