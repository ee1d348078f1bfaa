package bus

import (
	"slices"

	"github.com/buslint/buslint/analyzers/bus/table"
)

// A publisher is often an interface that a function type has as well, so that a chain of middleware can stand in front of the broker:
//
//	func (f PublisherFunc) Publish(ctx context.Context, m Message) error { return f(ctx, m) }
//
//	NewPublisher(broker, Traced(), Outbox(tx))
//
// Which functions a publisher runs is decided where it is put together, far from where it is called.

// maybeKept tells whether what is published may be kept in a database instead: a publisher on the way may be one of the functions of the program that
// writes and does not publish.
func (p *Program) maybeKept(e *Effect) bool {
	for x := e; x != nil; x = x.Next {
		for _, t := range x.At.Func.calls[x.At.Node].targets {
			if t.typ == "" || t.fn == nil || !t.fn.runsReceiver() {
				continue // not of an interface, or not of a function type
			}
			if slices.ContainsFunc(p.functionsAs(t.typ), func(f *Func) bool { return f.does(Write) && !f.does(Publish) }) {
				return true
			}
		}
	}
	return false
}

// runsReceiver tells whether a method calls the function that is its receiver, here or further down.
func (f *Func) runsReceiver() bool {
	return f.Recv != "" && f.sum != nil && slices.ContainsFunc(f.sum.Calls, func(c Callback) bool { return c.Place.Root == FromParam && c.Place.Index == 0 })
}

// functionsAs lists the functions that the program turns into an interface as values of a function type.
func (p *Program) functionsAs(typ string) []*Func {
	if p.asType == nil {
		p.asType = map[string][]*Func{}
		for _, f := range p.Funcs {
			for n := range f.Nodes {
				if node := &f.Nodes[n]; node.Op == table.Convert && node.Type != "" {
					objects, _ := p.tracer.trace(f, nil, node.Args[0], nil)
					for _, o := range objects {
						if t, ok := p.functionValue(o); ok && t.fn != nil && !slices.Contains(p.asType[node.Type], t.fn) {
							p.asType[node.Type] = append(p.asType[node.Type], t.fn)
						}
					}
				}
			}
		}
	}
	return p.asType[typ]
}
