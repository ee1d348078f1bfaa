package bus

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/buslint/buslint/analyzers/bus/table"
	"github.com/buslint/buslint/finding"
	"github.com/buslint/buslint/models"
)

// Transient is a publish of a message that the broker need not keep, to a queue or exchange that it does keep.
type Transient struct {
	At       CallSite
	Option   string // what says so, or would say otherwise
	Unset    bool   // nothing says so: it is the library's default
	Declared CallSite
	Kept     bool     // the program declares a queue that the broker keeps: for what is published to an exchange, any
	Message  CallSite // literal that does not say so; Func is nil if there is none
}

// Transient lists them, outside tests. Calls and their answers are none: they are worth nothing after a restart.
func (p *Program) Transient() []Transient {
	var out []Transient
	durable := p.declarations()
	queue := keptQueue(durable)
	for _, f := range p.Funcs {
		if !f.flowsOut() || len(durable) == 0 {
			continue // test
		}
		for n := range f.Nodes {
			if !isCall(f.Nodes[n].Op) {
				continue
			}
			at := CallSite{f, int32(n)}
			for _, t := range f.calls[n].targets {
				if t.model == nil || t.model.Publish == nil || f.answers(at.Node, t.model) || p.calls(at, t.model.Publish) {
					continue
				}
				d, kept := p.declaredDurable(at, t.model.Publish, durable)
				if !kept {
					continue // or nobody says
				}
				if v, ok := p.durability(at, t.model.Publish); ok {
					out = append(out, Transient{at, v.Option, v.Default, d.at, !d.routes || queue, v.At})
					break
				}
			}
		}
	}
	return out
}

// Fixes says in the literal of a message that the broker keeps it, before what the literal says already:
//
//	amqp.Publishing{DeliveryMode: amqp.Persistent, Body: body}
func (t Transient) Fixes() []finding.Fix {
	f := t.Message.Func
	if !t.Unset || f == nil || f.Nodes[t.Message.Node].Op != table.Alloc {
		return nil
	}
	lit := &f.Nodes[t.Message.Node]
	typ := f.program.models.Type(bareType(lit.Type))
	if lit.Name == "" || typ == nil || typ.Names["persistent"] == "" {
		return nil // not written down here
	}
	first := lit
	for n := range f.Nodes {
		s := &f.Nodes[n]
		if s.Op != table.Store || f.target(int32(n)).root != t.Message.Node || s.Line < lit.Line || s.Line > lit.EndLine || s.Line == lit.EndLine && s.Col > lit.EndCol {
			continue // not one of its elements
		}
		if first == lit || cmp.Or(cmp.Compare(s.Line, first.Line), cmp.Compare(s.Col, first.Col)) < 0 {
			first = s
		}
	}
	if first == lit {
		return nil // it is empty
	}
	at, _ := t.Message.At()
	at.Line, at.Column = int(first.Line), int(first.Col)
	text := t.Option + ": " + lit.Name + "." + typ.Names["persistent"] + ","
	if first.Line == lit.Line {
		text += " "
	} else {
		text += "\n" + strings.Repeat("\t", at.Column-1) // of code that is formatted
	}
	return []finding.Fix{{Text: "Make the message persistent", Edits: []finding.Edit{{Position: at, End: at, New: text}}}}
}

// durability is what makes all messages of a publish transient.
func (p *Program) durability(at CallSite, m *models.Publish) (Value, bool) {
	values := p.settingIn(at, m.Payload, "durability")
	if len(values) > 0 && !slices.ContainsFunc(values, func(v Value) bool { return v.Word != "transient" }) {
		return values[0], true
	}
	return Value{}, false
}

// settingIn lists what a setting may be in the first of a call's arguments that have it.
func (p *Program) settingIn(at CallSite, in models.Paths, setting string) []Value {
	for _, path := range in {
		a, _, ok := at.Func.argument(at.Node, path)
		if !ok {
			continue
		}
		t := p.models.Type(bareType(at.Func.valueType(a)))
		paths, names := p.optionsOf(t, setting)
		if len(paths) == 0 {
			continue
		}
		r := reach{p: p, setting: setting, seen: map[reachKey]bool{}, walked: map[nodeRef]bool{}, looked: map[int32]bool{}, touching: map[*Func]bool{}}
		r.value(at.Func, nil, a, question{paths: paths, names: names, in: t}, at.Func.before(at.Node))
		slices.SortFunc(r.out, compareValues)
		return r.out
	}
	return nil
}

// declaration is a call that declares a queue or exchange, and whether the broker keeps that.
type declaration struct {
	at      CallSite
	durable bool // surely
	routes  bool // an exchange
}

// keptQueue tells whether there is a queue among declarations that the broker keeps.
func keptQueue(known map[string][]declaration) bool {
	for _, list := range known {
		if slices.ContainsFunc(list, func(d declaration) bool { return d.durable && !d.routes }) {
			return true
		}
	}
	return false
}

// declarations lists the declarations of the program by what their names may be.
func (p *Program) declarations() map[string][]declaration {
	out := map[string][]declaration{}
	for _, at := range p.setSites()["durable"] {
		for _, t := range at.Func.calls[at.Node].targets {
			if t.model == nil || t.model.Set == nil || t.model.Set.Topic.IsZero() {
				continue // it declares nothing
			}
			name, _, named := at.Func.argument(at.Node, t.model.Set.Topic)
			path, err := models.ParsePath(t.model.Set.Value)
			if !named || err != nil {
				continue
			}
			value, _, ok := at.Func.argument(at.Node, path)
			d := declaration{at, ok && at.Func.Nodes[strip(at.Func, value)].Name == "true", t.model.Set.Routes}
			for _, n := range append(p.callNames(at.Func, name), p.resultName(at)) {
				out[n] = append(out[n], d)
			}
		}
	}
	return out
}

// resultName stands for the name that a declaration returns: q.Name.
func (p *Program) resultName(at CallSite) string {
	return fmt.Sprintf("declared %s %d", at.Func.Name, at.Node)
}

// callNames lists what the name of a queue or exchange may be: constants, else the field or variable that holds it, or the declaration that returns it.
func (p *Program) callNames(f *Func, n int32) []string {
	var out []string
	for _, o := range p.tracer.texts(f, nil, n, nil) {
		if o.ref.fn != nil && o.ref.fn.Nodes[o.ref.node].Op == table.Const {
			out = append(out, "constant "+o.ref.fn.Nodes[o.ref.node].Name)
		}
	}
	if len(out) > 0 {
		return out
	}
	switch node := &f.Nodes[strip(f, n)]; node.Op {
	case table.FreeVar:
		if m := f.madeBy(); m != nil {
			return p.callNames(m.Func, m.Func.Nodes[m.Node].Args[node.Index])
		}
	case table.Alloc: // a variable that a literal captures
		if v, ok := f.once(n); ok {
			return p.callNames(f, v)
		}
	case table.FieldOf:
		root := f.spot(n).root
		if v, ok := f.once(root); ok {
			root = strip(f, v)
		}
		if free := &f.Nodes[root]; free.Op == table.FreeVar && f.madeBy() != nil {
			m := f.madeBy()
			if v, ok := m.Func.once(m.Func.Nodes[m.Node].Args[free.Index]); ok {
				f, root = m.Func, strip(m.Func, v)
			}
		}
		switch from := &f.Nodes[root]; from.Op {
		case table.Extract:
			out = append(out, p.resultName(CallSite{f, from.Args[0]}))
		case table.Call:
			out = append(out, p.resultName(CallSite{f, root}))
		}
		out = append(out, "field "+node.Name)
	case table.Global:
		out = append(out, "variable "+node.Name)
	case table.Parameter:
		out = append(out, fmt.Sprintf("parameter %s %d", f.Name, node.Index))
	}
	return out
}

// declaredDurable finds a declaration of what a publish goes to: the first topic that is not empty. All that there are must say that the broker keeps it.
func (p *Program) declaredDurable(at CallSite, m *models.Publish, known map[string][]declaration) (declaration, bool) {
	for _, path := range m.Topic {
		a, fields, ok := at.Func.argument(at.Node, path)
		if !ok || len(fields) > 0 || at.Func.Nodes[strip(at.Func, a)].Op == table.Const && zero(at.Func, a) {
			continue // the default exchange: the key is the queue
		}
		var found []declaration
		for _, name := range p.callNames(at.Func, a) {
			for _, d := range known[name] {
				if d.routes == (path.String() == m.Exchange.String()) {
					found = append(found, d) // not a queue that is called like the exchange
				}
			}
		}
		if len(found) == 0 || slices.ContainsFunc(found, func(d declaration) bool { return !d.durable }) {
			return declaration{}, false
		}
		return found[0], true
	}
	return declaration{}, false
}
