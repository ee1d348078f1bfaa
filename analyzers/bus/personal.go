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
		out, found := Personal{Payload: x}, false
		for _, s := range p.sent(x.Type, func(f table.Field) bool { return allows(f, "pii") || protectedName(f) }) {
			personal, secret := s.tells()
			if (secret && !out.Secret || personal && !found) && !p.protected(s) {
				out.Field, out.Secret, found = s, secret, true
			}
		}
		return out, found
	})
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
