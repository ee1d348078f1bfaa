package bus

import (
	"fmt"
	"regexp"

	"github.com/buslint/buslint/catalog"
)

// Names are the expressions that the names of topics and of kinds of events must match; nil for any name.
type Names struct{ Topics, Events *regexp.Regexp }

// String tells both.
func (n Names) String() string { return fmt.Sprintf("%v %v", n.Topics, n.Events) }

// Name says what topics and events are to be called.
func (p *Program) Name(n Names) { p.names = n }

// Names says what topics and events are to be called.
func (p *Program) Names() Names { return p.names }

// Unconventional is a name that is not as it is to be.
type Unconventional struct {
	Site  *Effect // where it is published first
	Name  string
	Event bool // it is that of a kind of events, not of a topic
}

// Unconventional lists the names of topics, routing keys and kinds of events that the program publishes and that do not match what they must, each once. Names
// that are not known as a whole are left out.
func (p *Program) Unconventional() []Unconventional {
	var out []Unconventional
	told := map[Unconventional]bool{}
	look := func(e *Effect, names []catalog.Topic, must *regexp.Regexp, event bool) {
		for _, n := range names {
			key := Unconventional{Name: n.Name, Event: event}
			if n.Certainty != catalog.Constant || must.MatchString(n.Name) || told[key] {
				continue
			}
			told[key] = true
			out = append(out, Unconventional{e, n.Name, event})
		}
	}
	for _, f := range p.Funcs {
		if f.tests() || f.relay() {
			continue
		}
		for _, e := range f.flow.Sites {
			if !p.feasibleConds(f, e) {
				continue
			}
			if p.names.Topics != nil {
				look(e, p.addressesOf(e), p.names.Topics, false)
			}
			if m := e.last().Model; p.names.Events != nil && m != nil && m.Publish != nil {
				look(e, p.namedAlong(e, m.Publish.Type), p.names.Events, true)
			}
		}
	}
	return out
}
