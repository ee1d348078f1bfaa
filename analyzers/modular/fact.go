package modular

import (
	"bytes"
	"cmp"
	"compress/flate"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/buslint/buslint/analyzers/bus/table"
	"github.com/buslint/buslint/models"
)

// Fact is what is remembered of a package: its table, and those of the packages that it imports, directly or not. They are carried on because hosts
// drop facts of packages that no import names.
type Fact struct {
	Version  int  // table.Version
	Modelled bool // one of the tables calls a library that models know
	Tables   []Entry
}

// Entry is one table, written down.
type Entry struct {
	Package string
	Data    []byte
}

// AFact makes it a go/analysis fact.
func (*Fact) AFact() {}

func (f *Fact) String() string { return fmt.Sprintf("%d tables", len(f.Tables)) }

// imported joins the facts of what a package imports. Facts of another version are as if they were missing.
func imported(pass *analysis.Pass) *Fact {
	out := &Fact{Version: table.Version}
	entries := map[string]Entry{}
	for _, p := range pass.Pkg.Imports() {
		var f Fact
		if !pass.ImportPackageFact(p, &f) || f.Version != table.Version {
			continue // not followed
		}
		out.Modelled = out.Modelled || f.Modelled
		for _, e := range f.Tables {
			entries[e.Package] = e
		}
	}
	out.Tables = slices.SortedFunc(maps.Values(entries), func(a, b Entry) int { return cmp.Compare(a.Package, b.Package) })
	return out
}

// with is the fact with one more table.
func (f *Fact) with(t *table.Table, set *models.Set) (*Fact, error) {
	data, err := encode(t)
	if err != nil {
		return nil, err
	}
	return &Fact{Version: f.Version, Modelled: f.Modelled || modelled(t, set), Tables: append(slices.Clone(f.Tables), Entry{t.Package, data})}, nil
}

func (f *Fact) tables() ([]*table.Table, error) {
	var out []*table.Table
	for _, e := range f.Tables {
		t, err := decode(e)
		if err != nil {
			return nil, err
		}
		out = append(out, t)
	}
	return out, nil
}

// modelled tells whether a table calls something that models know, or has a function that is given it: a handler of events.SQSEvent calls nothing of a library.
func modelled(t *table.Table, set *models.Set) bool {
	if len(t.Shapes) > 0 {
		return true // generated code of a library
	}
	for _, f := range t.Funcs {
		if slices.ContainsFunc(f.Params, func(p table.Param) bool { return set.Type(strings.TrimLeft(p.Type, "*[]")) != nil }) {
			return true
		}
		for i := range f.Nodes {
			if n := &f.Nodes[i]; n.Invoked != nil && n.Invoked.Like != "" || n.Name != "" && set.Func(n.Name) != nil {
				return true
			}
		}
	}
	return false
}

func encode(t *table.Table) ([]byte, error) {
	var b bytes.Buffer
	z, err := flate.NewWriter(&b, flate.BestSpeed)
	if err != nil {
		return nil, err
	}
	if _, err := z.Write(table.Encode(t)); err != nil {
		return nil, err
	}
	if err := z.Close(); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

func decode(e Entry) (*table.Table, error) {
	data, err := io.ReadAll(flate.NewReader(bytes.NewReader(e.Data)))
	if err != nil {
		return nil, fmt.Errorf("read table of %s: %w", e.Package, err)
	}
	t, err := table.Decode(data)
	if err != nil {
		return nil, fmt.Errorf("read table of %s: %w", e.Package, err)
	}
	return t, nil
}
