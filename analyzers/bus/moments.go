package bus

import (
	"slices"
	"strings"

	"github.com/buslint/buslint/analyzers/bus/table"
)

// Moment is a payload whose time is read from the clock while the row that it tells of has one.
type Moment struct {
	Payload
	Field Sent
	At    CallSite // where the clock is read
	Row   string   // the row's time: Order.CreatedAt
}

// Moments lists them, sorted by name, one for each call.
func (p *Program) Moments() []Moment {
	var out []Moment
	for _, x := range p.Payloads() {
		if len(x.Sites) == 0 {
			continue // not all of the way was seen
		}
		for _, s := range p.sent(x.Type, func(f table.Field) bool { return allows(f, "eventtime") }) {
			ws := wordsOf(s.Name)
			if !slices.ContainsFunc(momentWords, func(m []string) bool { return slices.Equal(ws, m) }) {
				continue
			}
			for _, r := range p.storedInto(s.Of, s.Field) {
				if at, ok := r.clock(); ok && !r.fn.tests() {
					if row := p.rowTime(x, s, r); row != "" {
						out = append(out, Moment{x, s, at, row})
					}
				}
			}
		}
	}
	return out
}

// clock is the call that reads the clock for a value: time.Now(), time.Now().UTC().Unix(), or a pointer to that. A time that is stored elsewhere too is the one
// that the row has.
func (r nodeRef) clock() (CallSite, bool) {
	n := r.node
	for range r.fn.Nodes {
		node := &r.fn.Nodes[n]
		switch {
		case node.Op == table.Convert || node.Op == table.Load:
			n = node.Args[0]
		case node.Op == table.Alloc && len(r.fn.stores[n]) == 1 && r.fn.stores[n][0].key == wholeKey:
			n = r.fn.stores[n][0].value
		case node.Op == table.Call && node.Name == "time.Now":
			return CallSite{r.fn, n}, len(r.fn.usersOf(n)) == 1
		case node.Op == table.Call && node.Recv && strings.HasPrefix(node.Name, "(time.Time)."):
			if len(r.fn.usersOf(n)) != 1 {
				return CallSite{}, false
			}
			n = node.Args[0]
		default:
			return CallSite{}, false
		}
	}
	return CallSite{}, false
}

// rowTime is the time that the thing has which a payload is made from, where a value is stored into it, "" if it has none, or perhaps another: of what is new,
// when it was made; of others, when they were changed.
func (p *Program) rowTime(x Payload, s Sent, r nodeRef) string {
	last := said(wordsOf(localName(x.Type.Name)))
	if len(last) == 0 {
		return ""
	}
	wanted := words("updatedat modifiedat changedat")
	if madeWords[last[len(last)-1]] {
		wanted = words("createdat placedat registeredat insertedat")
	}
	for _, t := range r.fn.copiedFrom(s.Of) {
		own := p.ownType(t)
		if own == nil || own == s.Of || own == x.Type {
			continue
		}
		for _, f := range own.Fields {
			if name := strings.Join(wordsOf(f.Name), ""); f.Name != "" && wanted[name] && strings.HasSuffix(strings.TrimLeft(f.Type, "*"), "Time") {
				return localName(own.Name) + "." + f.Name
			}
		}
	}
	return ""
}

// copiedFrom lists the types of the things whose fields a function copies into values of a type, sorted.
func (f *Func) copiedFrom(t *Type) []string {
	var out []string
	for obj, stores := range f.stores {
		if elemType(f.Nodes[obj].Type) != t.Name {
			continue
		}
		for _, s := range stores {
			out = append(out, f.owners(s.value)...)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}
