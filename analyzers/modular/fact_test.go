package modular

import (
	"bytes"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/buslint/buslint/analyzers/bus/table"
)

func TestTablesSurviveAndEqualOnesHaveEqualBytes(t *testing.T) {
	t.Parallel()
	in := &table.Table{Package: "p", Funcs: []*table.Func{{Name: "p.F", Nodes: []table.Node{{Op: table.Call, Name: "q.G", Block: -1}}}}, Shapes: map[string]string{}}
	for _, name := range []string{"a", "b", "c", "d", "e", "f"} {
		in.Shapes[name] = "lib"
	}
	first, err := encode(in)
	if err != nil {
		t.Fatal(err)
	}
	for range 20 {
		if again, err := encode(in); err != nil || !bytes.Equal(first, again) {
			t.Fatalf("the same table has other bytes, %v", err)
		}
	}
	out, err := decode(Entry{"p", first})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(in, out); diff != "" {
		t.Error(diff)
	}
}
