package bus

import (
	"slices"
	"strconv"
	"time"

	"github.com/buslint/buslint/analyzers/bus/table"
	"github.com/buslint/buslint/finding"
	"github.com/buslint/buslint/models"
)

// Slow is what keeps a consumer longer than its broker waits for it.
type Slow struct {
	At       CallSite
	Sleeps   time.Duration // 0 where it is tried again until it works
	Deadline time.Duration // what the broker waits
	Topic    string
	Path     []finding.Frame
}

// Slow lists what handlers do that takes longer than their broker waits, each once, by place: sleeps, and what is tried again without an end.
func (p *Program) Slow() []Slow {
	leads := p.leadingTo(func(m *models.Func) bool { return m.Sleeps || m.Extends })
	var out []Slow
	told := map[CallSite]bool{}
	for _, c := range p.consumes() {
		deadline, ok := p.deadline(&c)
		if !ok || c.unsure {
			continue // nobody knows
		}
		var found []Slow
		extended := false
		w := walk{p: p, leads: leads, seen: map[walked]bool{}, found: func(s step, t target) {
			extended = extended || t.model.Extends
			if !t.model.Sleeps || !s.all(func(x *step) bool { return x.at.Func.Nodes[x.at.Node].Op == table.Call }) {
				return // somebody else waits
			}
			d, known := p.duration(s)
			endless := s.endless()
			if endless {
				d = 0
			}
			if endless || known && d >= deadline {
				x := Slow{At: s.at, Sleeps: d, Deadline: deadline, Path: append([]finding.Frame{c.from.Frame("consumes")}, s.path("sleeps")...)}
				if len(c.topics) == 1 {
					x.Topic = c.topics[0].Name
				}
				found = append(found, x)
			}
		}}
		for _, b := range c.begins {
			w.from(b)
		}
		for _, x := range found {
			if !extended && !told[x.At] {
				told[x.At] = true
				out = append(out, x)
			}
		}
	}
	slices.SortFunc(out, func(a, b Slow) int {
		x, _ := a.At.At()
		y, _ := b.At.At()
		return x.Compare(y)
	})
	return out
}

// deadline is how long the handler of a consumption may take: the library's default, unless something in the program sets another one.
func (p *Program) deadline(c *consumption) (time.Duration, bool) {
	f, n := c.at.Func, c.at.Node
	for _, t := range f.calls[n].targets {
		if t.model == nil || t.model.Consume == nil || t.model.Consume.Deadline == "" {
			continue
		}
		m := t.model.Consume
		d, err := time.ParseDuration(m.Deadline)
		if _, path := models.ParsePath(m.AutoAck); err != nil || m.AutoAck == "true" || m.AutoAck != "" && path == nil && !f.redelivers(n, m) {
			return 0, false // acked before
		}
		if p.setsAnywhere(t.model.Library, "ack-deadline") || m.DeadlineOf != "" && slices.ContainsFunc(c.begins, func(b beginning) bool { return p.hasOwn(b.fn.Recv, m.DeadlineOf) }) {
			return 0, false // another one
		}
		return d, true
	}
	return 0, false
}

// hasOwn tells whether the program declares a method of a type.
func (p *Program) hasOwn(typ, method string) bool {
	t, ok := p.methodOf(typ, method)
	return ok && t.fn != nil
}

// setsAnywhere tells whether something in the program, tests aside, sets a setting of a library.
func (p *Program) setsAnywhere(library, setting string) bool {
	for _, f := range p.Funcs {
		if !f.flowsOut() {
			continue // test
		}
		for i := range f.Nodes {
			switch node := &f.Nodes[i]; {
			case node.Op == table.Store && f.setsOption(int32(i), setting):
				return true
			case isCall(node.Op) && slices.ContainsFunc(f.calls[i].targets, func(t target) bool {
				return t.model != nil && t.model.Library == library && t.model.Set != nil && t.model.Set.Setting == setting
			}):
				return true
			}
		}
	}
	return false
}

// duration is how long a call sleeps, if that is a constant.
func (p *Program) duration(s step) (time.Duration, bool) {
	a, _, ok := s.at.Func.argument(s.at.Node, models.Path{Root: "arg"})
	if !ok {
		return 0, false
	}
	c := &s.at.Func.Nodes[strip(s.at.Func, a)]
	ns, err := strconv.ParseInt(c.Name, 10, 64)
	return time.Duration(ns), c.Op == table.Const && err == nil
}

// endless tells whether a call stands in a loop, of what is done for a message, that is only left when something has worked.
func (s *step) endless() bool {
	f := s.at.Func
	at := f.Nodes[s.at.Node].Block
	for _, loop := range f.loops(at) {
		if after := s.after(); after >= 0 && loop[f.Nodes[after].Block] {
			return false // that of the messages
		}
		left := false
		for b := range f.Blocks {
			for i, to := range f.Blocks[b].Succs {
				if !loop[b] || loop[to] {
					continue // stays in it
				}
				if !slices.ContainsFunc(f.facts(int32(b), i), func(x fact) bool { return x.call >= 0 && x.isNil }) {
					return false // gives up some time
				}
				left = true
			}
		}
		if left {
			return true
		}
	}
	return false
}

// StaysBlocked lists the calls that hold up a group's rebalance with each poll, where nothing in the program lets it go on.
func (p *Program) StaysBlocked() []CallSite {
	var out []CallSite
	for _, f := range p.Funcs {
		if p.partial || !f.flowsOut() {
			continue // the rest of the program may, or it is a test
		}
		for n := range f.Nodes {
			if !isCall(f.Nodes[n].Op) {
				continue
			}
			for _, t := range f.calls[n].targets {
				if t.model == nil || t.model.Set == nil || t.model.Set.Setting != "rebalance" {
					continue
				}
				if t.model.Set.Value == "allowed" {
					return nil
				}
				out = append(out, CallSite{f, int32(n)})
			}
		}
	}
	return out
}

// NotAgain lists the calls that consume until the group changes, and that nobody makes again.
func (p *Program) NotAgain() []CallSite {
	var out []CallSite
	for _, at := range p.consumeCalls() {
		again := func(t target) bool { return t.model != nil && t.model.Consume != nil && t.model.Consume.Again }
		if slices.ContainsFunc(at.Func.calls[at.Node].targets, again) && p.onceOnly(at, map[*Func]bool{}) {
			out = append(out, at)
		}
	}
	return out
}

// onceOnly tells whether a call is made once in the life of a program: from its main function, or a goroutine, without a loop on the way.
func (p *Program) onceOnly(at CallSite, seen map[*Func]bool) bool {
	f := at.Func
	if seen[f] || f.loop(f.Nodes[at.Node].Block) != nil {
		return false
	}
	seen[f] = true
	if f.isMain() {
		return true
	}
	for _, c := range f.Callers {
		if !c.Func.tests() && !p.onceOnly(c, seen) {
			return false
		}
	}
	return len(f.Callers) > 0
}
