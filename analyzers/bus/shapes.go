package bus

import (
	"cmp"
	"slices"

	"github.com/buslint/buslint/catalog"
	"github.com/buslint/buslint/payload"
)

// PayloadShape names a shape: that of a payload type in a format of models, "" if the code does not say which.
type PayloadShape struct{ Package, Type, Format string }

// PayloadShapes lists the shapes of what the program publishes and consumes, sorted. The engine knows no Go types: who loaded the packages works the
// shapes out, and gives them to [Program.Shape].
func (p *Program) PayloadShapes() []PayloadShape {
	var out []PayloadShape
	for _, e := range p.allEdges() {
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
		keys[s] = p.shapes.Add(shapes[s])
	}
	edges := slices.Clone(p.allEdges())
	for i, e := range edges {
		if t := p.types[e.Payload]; t != nil {
			edges[i].Shape = keys[PayloadShape{t.Table.Package, e.Payload, e.Format}]
		}
	}
	p.edgeList = edges
}

// Catalogue is what the program publishes and consumes, without the packages that nobody asked for.
func (p *Program) Catalogue() catalog.Catalogue {
	c := catalog.New(p.Edges())
	c.Shapes = p.shapes.Of(c.Edges)
	return c
}
