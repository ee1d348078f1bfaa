package bus

import (
	"slices"
	"strings"

	"github.com/buslint/buslint/analyzers/bus/table"
)

// Personal is a payload that carries what is somebody's own, in the clear.
type Personal struct {
	Payload
	Field  Sent
	Secret bool // it lets whoever reads it in
}

// Personal lists the payloads that carry personal data or secrets, sorted by name, each with its first secret or else its first such field.
func (p *Program) Personal() []Personal {
	return payloadsWith(p, func(x Payload) (Personal, bool) {
		field, secret, found := p.personal(x.Type)
		return Personal{x, field, secret}, found
	})
}

// personal finds the first secret, or else the first personal data, that a payload of a type carries in the clear.
func (p *Program) personal(t *Type) (field Sent, secret, found bool) {
	for _, s := range p.sent(t, func(f table.Field) bool { return allows(f, "pii") || protectedName(f) }) {
		mine, opens := s.tells()
		if (opens && !secret || mine && !found) && !p.protected(s) {
			field, secret, found = s, opens, true
		}
	}
	return field, secret, found
}

// Logged is an event with personal data that is logged as a whole.
type Logged struct {
	At    CallSite // of the log
	Field Sent
}

// Logged lists the logs of whole events that carry personal data or secrets: of the payload, of what it is encoded as, or of the message that it is decoded from.
func (p *Program) Logged() []Logged {
	carries := map[*Type]Sent{}
	look := func(t *Type) {
		if field, _, found := p.personal(t); found && !t.printsItself() {
			carries[t] = field
		}
	}
	for _, x := range p.Payloads() {
		look(x.Type)
	}
	for _, c := range p.consumes() {
		for _, name := range c.types {
			look(p.types[name])
		}
	}
	if len(carries) == 0 {
		return nil
	}
	var out []Logged
	for _, f := range p.Funcs {
		if f.tests() {
			continue
		}
		for i := range f.Nodes {
			n := int32(i)
			if !isCall(f.Nodes[n].Op) || f.Nodes[n].Block < 0 || !f.prints(n) || f.printsTypes(n) {
				continue
			}
			for _, v := range f.printed(n) {
				if field, ok := carries[f.event(v)]; ok {
					out = append(out, Logged{CallSite{f, n}, field})
					break
				}
			}
		}
	}
	return out
}

// printsItself tells whether a type says by a method of its own how it is printed.
func (t *Type) printsItself() bool {
	return slices.ContainsFunc(t.Methods, func(m table.Method) bool {
		return slices.Contains([]string{"String", "GoString", "Format", "LogValue", "MarshalLog", "MarshalLogObject", "MarshalZerologObject"}, m.Name)
	})
}

// printsTypes tells whether the format that a call is given prints types alone.
func (f *Func) printsTypes(n int32) bool {
	node := &f.Nodes[n]
	for _, a := range node.Args[btoi(node.Recv):] {
		if format := &f.Nodes[strip(f, a)]; format.Op == table.Const && strings.Contains(format.Name, "%T") {
			return strings.Count(format.Name, "%") == strings.Count(format.Name, "%T")
		}
	}
	return false
}

// printed lists the values that a call is given, also in the list of a variadic one.
func (f *Func) printed(n int32) []int32 {
	node := &f.Nodes[n]
	var out []int32
	for _, a := range node.Args[btoi(node.Recv):] {
		out = append(out, a)
		if list := f.object(a); list >= 0 {
			for _, s := range f.stores[list] {
				if s.key == elemKey {
					out = append(out, s.value)
				}
			}
		}
	}
	return out
}

// event is the type of the program's own that a value is of, is encoded from, or is decoded into here; nil if there is none.
func (f *Func) event(v int32) *Type {
	p := f.program
	n := f.plainly(v)
	if t := p.ownType(f.valueType(n)); t != nil {
		return t
	}
	call := f.madeByCall(n)
	if call >= 0 {
		for _, t := range f.calls[call].targets {
			if t.model != nil && t.model.Marshal != nil {
				if a, _, ok := f.argument(call, t.model.Marshal.Value); ok {
					return p.ownType(f.valueType(f.plainly(a)))
				}
			}
		}
	}
	places := f.Places(v)
	for i := range f.Nodes {
		if !isCall(f.Nodes[i].Op) || len(places) == 0 {
			continue
		}
		for _, t := range f.calls[i].targets {
			if t.model == nil || t.model.Unmarshal == nil {
				continue
			}
			bytes, _, ok := f.argument(int32(i), t.model.Unmarshal.Bytes)
			if !ok || !slices.Equal(f.Places(bytes), places) {
				continue
			}
			if a, _, ok := f.argument(int32(i), t.model.Unmarshal.Value); ok {
				return p.ownType(f.valueType(f.plainly(a)))
			}
		}
	}
	return nil
}

// protectedName tells whether a field or its type is named after a way to hide what it holds.
func protectedName(f table.Field) bool {
	return hasOf(wordsOf(f.Name), protectedWords) || hasOf(wordsOf(tagName(f.Tag)), protectedWords) || hasOf(wordsOf(localName(f.Type)), protectedWords)
}

// protected tells whether something that the program stores into a field was made by a function that hides what it is given.
func (p *Program) protected(s Sent) bool {
	return slices.ContainsFunc(p.storedInto(s.Of, s.Field), func(r nodeRef) bool {
		return slices.ContainsFunc(r.madeBy(), func(name string) bool {
			return hasOf(wordsOf(Short(name)), protectedWords) || ciphers(name) || p.byName[name] != nil && slices.ContainsFunc(p.byName[name].Nodes, func(n table.Node) bool { return n.Op == table.Call && ciphers(n.Name) })
		})
	})
}

// ciphers tells whether a function is one of the standard library's packages for hashes and ciphers.
func ciphers(name string) bool {
	name = strings.TrimLeft(name, "(*")
	return strings.HasPrefix(name, "crypto/") && !strings.HasPrefix(name, "crypto/rand.") || strings.HasPrefix(name, "golang.org/x/crypto/")
}

// tells tells what a field that is sent is by its name, if its type can hold that.
func (s Sent) tells() (personal, secret bool) {
	if !s.holdsText() {
		return false, false
	}
	for _, name := range []string{s.Name, tagName(s.Tag)} {
		ws := wordsOf(name)
		switch {
		case hasOf(ws, houseWords):
			return false, false
		case endsIn(ws, secretWords):
			return false, true
		case endsIn(ws, personalWords), endsIn(said(whose(wordsOf(localName(s.Of.Name)))), partyNames) && len(ws) == 1 && endsIn(ws, partyWords):
			personal = true
		}
	}
	return personal, false
}

// whose drops from the words of a type's name what happened.
func whose(ws []string) []string {
	for ws = said(ws); len(ws) > 1 && past(ws[len(ws)-1]); {
		ws = said(ws[:len(ws)-1])
	}
	return ws
}

// holdsText tells whether a field holds text, bytes, a date or an address, or a struct of such.
func (s Sent) holdsText() bool {
	typ := strings.TrimPrefix(strings.TrimLeft(s.Type, "*"), "[]")
	switch typ = strings.TrimLeft(typ, "*"); typ {
	case "string", "byte", "time.Time", "net.IP", "net/netip.Addr", "net/mail.Address", "database/sql.NullString":
		return true
	case "any", "bool", "error":
		return false
	}
	t := s.Of.Table
	for _, own := range t.Types {
		if own.Name == typ {
			return own.Text == "string" || own.Text == "" && len(own.Fields) > 0
		}
	}
	return false
}
