package bus

import (
	"cmp"
	"slices"
	"strings"

	"github.com/buslint/buslint/analyzers/bus/table"
	"github.com/buslint/buslint/catalog"
	"github.com/buslint/buslint/finding"
	"github.com/buslint/buslint/payload"
)

// PayloadShape names a shape: that of a payload type in a format of models, "" if the code does not say which.
type PayloadShape struct{ Package, Type, Format string }

// PayloadShapes lists the shapes of what the program publishes and consumes, sorted. The engine knows no Go types: who loaded the packages works the
// shapes out, and gives them to [Program.Shape].
func (p *Program) PayloadShapes() []PayloadShape {
	var out []PayloadShape
	for _, e := range p.Edges() {
		if t := p.types[e.Payload]; t != nil && !t.Foreign {
			out = append(out, PayloadShape{t.Table.Package, e.Payload, e.Format})
		}
	}
	slices.SortFunc(out, func(a, b PayloadShape) int {
		return cmp.Or(cmp.Compare(a.Package, b.Package), cmp.Compare(a.Type, b.Type), cmp.Compare(a.Format, b.Format))
	})
	return slices.Compact(out)
}

// Shape says what the shapes are, as far as they are known.
func (p *Program) Shape(shapes map[PayloadShape]*payload.Schema) {
	p.shapes = catalog.Shapes{}
	keys := map[PayloadShape]string{}
	for _, s := range p.PayloadShapes() {
		shape := shapes[s]
		if s.Format == "avro" {
			shape = p.avroSchema(s.Type)
		}
		keys[s] = p.shapes.Add(shape)
	}
	edges := slices.Clone(p.Edges())
	for i, e := range edges {
		if t := p.types[e.Payload]; t != nil {
			edges[i].Shape = keys[PayloadShape{t.Table.Package, e.Payload, e.Format}]
		}
	}
	p.edgeList = edges
}

// Catalogue is what some packages publish and consume; nil stands for all.
func (p *Program) Catalogue(packages map[string]bool) catalog.Catalogue {
	c := catalog.New(slices.DeleteFunc(slices.Clone(p.Edges()), func(e catalog.Edge) bool { return packages != nil && !packages[e.Package] }))
	c.Shapes = p.shapes.Of(c.Edges)
	return c
}

// wireAt is where the struct of a payload declares the field that has a path on the wire ("lines[].sku"), or else the struct that has no such field; the
// zero position if the program does not declare the type, or a generator wrote it.
func (p *Program) wireAt(payload, path string) finding.Position {
	t := p.types[payload]
	if t == nil || t.Foreign || !t.Table.Main || t.Table.Generated[t.File] {
		return finding.Position{}
	}
	at := t.At()
	if path == "" {
		return at
	}
	for name := range strings.SplitSeq(strings.ReplaceAll(path, "[]", ""), ".") {
		of, f := p.wireField(t, name, nil)
		if f == nil && t.Table.Main && !t.Table.Generated[t.File] {
			return t.At()
		}
		if f == nil || f.Line == 0 || of.Table.Generated[of.File] {
			return at
		}
		at = of.At()
		at.Line, at.Column = int(f.Line), int(f.Col)
		elem, _ := elements(f.Type)
		if t = p.types[elem]; t == nil || t.Foreign {
			return at
		}
	}
	return at
}

// wireField finds the field that has a name on the wire, and the struct that declares it: it, or one that it embeds.
func (p *Program) wireField(t *Type, name string, within []*Type) (*Type, *table.Field) {
	if slices.Contains(within, t) {
		return nil, nil
	}
	for i := range t.Fields {
		if n, _ := wireName(t.Fields[i]); n == name {
			return t, &t.Fields[i]
		}
	}
	for _, f := range t.Fields {
		inner := p.types[strings.TrimPrefix(f.Type, "*")]
		if !f.Embedded || inner == nil || inner.Foreign {
			continue // its fields are not promoted, or are not known
		}
		if of, found := p.wireField(inner, name, append(slices.Clone(within), t)); found != nil {
			return of, found
		}
	}
	return nil, nil
}
