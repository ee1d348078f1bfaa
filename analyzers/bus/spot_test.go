package bus

import (
	"testing"

	"github.com/buslint/buslint/analyzers/bus/table"
)

// TestTypesOfLoops: a loop that cuts what it is given makes each value of the last, and may begin with a choice.
func TestTypesOfLoops(t *testing.T) {
	f := &Func{Func: &table.Func{Params: []table.Param{{Type: "[]byte"}}, Nodes: []table.Node{
		{Op: table.Phi, Args: []int32{1, 2}},
		{Op: table.Phi, Args: []int32{3, 3}},
		{Op: table.Convert, Args: []int32{0}}, // rest = rest[1:]
		{Op: table.Parameter},
		{Op: table.Phi, Args: []int32{5}},
		{Op: table.Convert, Args: []int32{4}},
	}}}
	for n, want := range map[int32]string{0: "[]byte", 2: "[]byte", 5: ""} {
		if got := f.valueType(n); got != want {
			t.Errorf("node %d is a %q, want %q", n, got, want)
		}
	}
}
