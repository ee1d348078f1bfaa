package payload

import (
	"fmt"
	"slices"
	"testing"

	"github.com/twmb/avro"
)

func TestAvroVerdictsAreWhatAvroDoes(t *testing.T) {
	t.Parallel()
	record := func(fields string) string {
		return `{"type":"record","name":"M","namespace":"shop","fields":[` + fields + `]}`
	}
	v := func(typ string) string { return record(`{"name":"v","type":` + typ + `}`) }
	two := func(more string) string {
		return record(`{"name":"v","type":"string"},{"name":"w","type":` + more + `}`)
	}
	enum := func(symbols string) string { return v(`{"type":"enum","name":"E","symbols":[` + symbols + `]}`) }
	rows := []struct {
		id                string
		old, now          string
		backward, forward Severity
		unseen            string
	}{
		{"A01", v(`"string"`), two(`"string"`), Break, Safe, ""},
		{"A04", v(`"string"`), two(`"string","default":"x"`), Safe, Safe, ""},
		{"A04", v(`"string"`), two(`["null","string"],"default":null`), Safe, Safe, ""},
		{"A05", two(`"string","default":"x"`), v(`"string"`), Safe, Lossy, ""},
		{"A05", two(`"string"`), v(`"string"`), Safe, Break, ""},
		{"A07", v(`"int"`), v(`"long"`), Safe, Break, ""},
		{"A07", v(`"long"`), v(`"double"`), Risk, Break, ""},
		{"A07", v(`"int"`), v(`"float"`), Risk, Break, ""},
		{"A07", v(`"string"`), v(`"bytes"`), Safe, Risk, "the bytes of this test are text"},
		{"A01", v(`"int"`), v(`"string"`), Break, Break, ""},
		{"A01", v(`["null","int"]`), v(`"int"`), Break, Safe, ""},
		{"A01", record(`{"name":"v","type":"string"}`), record(`{"name":"x","type":"string"}`), Break, Break, ""},
		{"A04", record(`{"name":"v","type":"string"}`), record(`{"name":"x","type":"string","aliases":["v"]}`), Safe, Break, ""},
		{"A01", enum(`"a","b","c"`), enum(`"a","b"`), Break, Safe, ""},
		{"A06", enum(`"a","b","c"`), v(`{"type":"enum","name":"E","symbols":["a","b"],"default":"a"}`), Lossy, Safe, ""},
		{"A01", v(`"string"`), `{"type":"record","name":"N","namespace":"shop","fields":[{"name":"v","type":"string"}]}`, Break, Break, ""},
		{"", v(`"string"`), `{"type":"record","name":"M","namespace":"store","fields":[{"name":"v","type":"string"}]}`, Safe, Safe, ""},
		{"A01", v(`{"type":"bytes","logicalType":"decimal","precision":9,"scale":2}`), v(`{"type":"bytes","logicalType":"decimal","precision":9,"scale":3}`), Break, Break, ""},
		{"A02", v(`{"type":"long","logicalType":"timestamp-millis"}`), v(`{"type":"long","logicalType":"timestamp-micros"}`), Lossy, Lossy, ""},
		{"A02", v(`"string"`), v(`{"type":"string","logicalType":"uuid"}`), Risk, Safe, "avro keeps the text"},
		{"A01", v(`{"type":"fixed","name":"F","size":4}`), v(`{"type":"fixed","name":"F","size":8}`), Break, Break, ""},
		{"A03", two(`"string","default":"x"`), two(`"string","default":"y"`), Risk, Safe, "it is about events from before the field"},
		{"A01", v(`{"type":"array","items":"int"}`), v(`{"type":"array","items":"string"}`), Break, Break, ""},
		{"A07", v(`{"type":"map","values":"int"}`), v(`{"type":"map","values":"long"}`), Safe, Break, ""},
	}
	if len(rows) < 12 {
		t.Errorf("%d rows", len(rows))
	}
	for _, row := range rows {
		t.Run(fmt.Sprint(row.id, " ", row.old, row.now), func(t *testing.T) {
			t.Parallel()
			shape := func(text string) *Schema {
				s, err := AvroSchema([]byte(text))
				if err != nil {
					t.Fatal(err)
				}
				roundTrip(t, s)
				return s
			}
			list := Compare(shape(row.old), shape(row.now), CompareOptions{})
			if (row.id == "") != (len(list) == 0) || row.id != "" && !slices.ContainsFunc(list, func(v Verdict) bool { return v.ID == row.id }) {
				t.Errorf("verdicts are %v", list)
			}
			for i, d := range []Direction{Backward, Forward} {
				want := []Severity{row.backward, row.forward}[i]
				got := Worst(slices.DeleteFunc(slices.Clone(list), func(v Verdict) bool { return v.Direction != d }))
				if got != want {
					t.Errorf("%s: %s, want %s: %v", d, got, want, list)
				}
				w, r := row.old, row.now
				if d == Forward {
					w, r = r, w
				}
				if seen := observeAvro(t, avro.MustParse(w), avro.MustParse(r), d); row.unseen == "" && !seen.fits(got) {
					t.Errorf("%s: %s, but really %+v", d, got, seen)
				}
			}
		})
	}
}

// observeAvro writes values with one schema and reads them with the other.
func observeAvro(t *testing.T, w, r *avro.Schema, d Direction) observed {
	t.Helper()
	o := observed{values: variants}
	resolved, err := avro.Resolve(w, r)
	if err != nil {
		o.errors, o.last = variants, err.Error()
		return o
	}
	for i := range variants {
		value := map[string]any{}
		for _, f := range w.Root().Fields {
			value[f.Name] = avroValue(&f.Type, i)
		}
		data, err := w.Encode(value)
		if err != nil {
			t.Fatal(err)
		}
		var wrote, got map[string]any
		if _, err := w.Decode(data, &wrote); err != nil {
			t.Fatal(err)
		}
		if _, err := resolved.Decode(data, &got); err != nil {
			o.errors++
			o.last = err.Error()
			continue
		}
		for _, f := range r.Root().Fields {
			name := f.Name
			if len(f.Aliases) > 0 {
				name = f.Aliases[0]
			}
			v, ok := wrote[name]
			if !ok && d == Forward || ok && avroText(v) != avroText(got[f.Name]) {
				o.losses++
				o.last = fmt.Sprintf("%v became %v", wrote, got)
				break
			}
		}
	}
	return o
}

func avroText(v any) string {
	switch x := v.(type) {
	case []byte:
		return string(x)
	case float32, float64:
		return fmt.Sprintf("%.0f", x)
	}
	return fmt.Sprint(v)
}

func avroValue(n *avro.SchemaNode, i int) any {
	switch n.Type {
	case "string":
		return []string{"text", "7", "ü", "long text", ""}[i]
	case "bytes":
		if n.LogicalType == "decimal" {
			return "1.25"
		}
		return []byte{'a', byte('a' + i)}
	case "int":
		return []int32{7, 1<<31 - 1, -1 << 31, 1<<24 + 1, 0}[i]
	case "long":
		return []int64{7, 1<<53 + 1, -1, 1e12, 1}[i]
	case "float", "double":
		return []float64{7, -1, 2, 1024, 3}[i]
	case "enum":
		return n.Symbols[i%len(n.Symbols)]
	case "fixed":
		return make([]byte, n.Size)
	case "array":
		return []any{avroValue(n.Items, i)}
	case "map":
		return map[string]any{"k": avroValue(n.Values, i)}
	case "null":
		return nil
	}
	if len(n.Branches) > 0 {
		return avroValue(&n.Branches[i%len(n.Branches)], i)
	}
	panic(n.Type)
}

func TestAvroUnionsAndRecordsWithin(t *testing.T) {
	t.Parallel()
	line := func(unit string) string {
		return `{"type":"record","name":"M","fields":[{"name":"lines","type":{"type":"array","items":{"type":"record","name":"Line","fields":[
			{"name":"at","type":["null",{"type":"long","logicalType":"timestamp-` + unit + `"}]},{"name":"next","type":["null","Line"]}]}}}]}`
	}
	old, err := AvroSchema([]byte(line("millis")))
	if err != nil {
		t.Fatal(err)
	}
	now, err := AvroSchema([]byte(line("micros")))
	if err != nil {
		t.Fatal(err)
	}
	wantLines(t, Compare(old, now, CompareOptions{}),
		"LOSSY A02 backward lines[].at: long (timestamp-millis) > long (timestamp-micros)",
		"LOSSY A02 forward lines[].at: long (timestamp-millis) > long (timestamp-micros)")
	wantLines(t, Mismatch(now, old, []string{"lines[].next"}, CompareOptions{}))
	if _, err := AvroSchema([]byte(`{"type":"record"}`)); err == nil {
		t.Error("a record without a name is no schema")
	}
}
