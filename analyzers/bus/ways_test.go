package bus

import (
	"fmt"
	"testing"

	"github.com/buslint/buslint/analyzers/bus/table"
)

// TestFewer checks what is left of the ways to one publish through middlewares that implement one interface and call each other.
func TestFewer(t *testing.T) {
	p := &Program{}
	p.paths.init()
	f := &Func{Func: &table.Func{}, program: p}
	at := CallSite{Func: f}
	service := Place{Root: FromParam}
	inner := Place{Root: FromParam, Path: p.paths.id([]int32{elemKey})}
	var ways []*Effect
	for i := range 30 {
		for j := range 30 {
			ways = append(ways, &Effect{At: at, Conds: []Cond{{service, []string{fmt.Sprintf("m%02d", i)}}, {inner, []string{fmt.Sprintf("m%02d", j)}}}, depth: i + j})
		}
	}
	got := f.fewer(ways)
	if len(got) != 1 || len(got[0].Conds) != 1 || got[0].Conds[0].Place != service || len(got[0].Conds[0].Types) != 30 || !got[0].Unsure || got[0].depth != 0 {
		t.Errorf("900 ways through two of 30 types: %d effects are left, the first is %+v", len(got), *got[0])
	}

	f = &Func{Func: &table.Func{}, program: p}
	at = CallSite{Func: f}
	few := func() []*Effect {
		return []*Effect{{At: at, Conds: []Cond{{service, []string{"a"}}}}, {At: at, Conds: []Cond{{service, []string{"b"}}}}, {At: at, Conds: []Cond{{service, []string{"b"}}}, Unsure: true}, {At: at, Lost: true}}
	}
	if got := f.fewer(few()); len(got) != 3 {
		t.Errorf("two types are told apart, and what is lost: got %d effects, not 3", len(got))
	}
	if got := f.fewer(append(few(), &Effect{At: at})); len(got) != 2 || len(got[0].Conds) != 0 {
		t.Errorf("what always happens implies what happens for a type: got %d effects, not 2", len(got))
	}
}
