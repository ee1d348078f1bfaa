package bus

import (
	"slices"
	"strings"

	"github.com/buslint/buslint/analyzers/bus/table"
)

// Thin is a payload that does not hold what it tells of.
type Thin struct {
	Payload
	Link  *Sent // a link that expires; nil: it is of ids only
	Thing string
}

// Thin lists the payloads that tell of something new or changed by ids only, and those with a link that expires, sorted by name.
func (p *Program) Thin() []Thin {
	return payloadsWith(p, func(x Payload) (Thin, bool) {
		sent := p.sent(x.Type, func(f table.Field) bool { return allows(f, "thinevent") })
		for _, s := range sent {
			if slices.ContainsFunc(p.storedInto(s.Of, s.Field), expires) {
				return Thin{Payload: x, Link: &s}, true
			}
		}
		thing := p.onlyIDs(x, sent)
		return Thin{Payload: x, Thing: thing}, thing != ""
	})
}

// expires tells whether a value is a link that a store signed for some time.
func expires(r nodeRef) bool {
	return slices.ContainsFunc(r.madeBy(), func(name string) bool {
		name = strings.ToLower(methodName(name))
		return strings.HasPrefix(name, "presign") || strings.Contains(name, "signedurl") || strings.Contains(name, "presigned")
	})
}

// onlyIDs is the id of the thing that a payload tells of, if there is nothing else that tells of it; "" otherwise. A version says which state of the thing is meant,
// and envelopes around it may carry the rest.
func (p *Program) onlyIDs(x Payload, sent []Sent) string {
	if ws := said(wordsOf(localName(x.Type.Name))); len(ws) == 0 || !wholeWords[ws[len(ws)-1]] || x.Envelope != nil || x.Type.encodesItself() {
		return ""
	}
	thing := ""
	for _, s := range sent {
		ws := wordsOf(s.Name)
		switch {
		case p.ownType(s.Type) != nil && len(p.ownType(s.Type).Fields) > 0 && headName.MatchString(s.Name):
		case positionName.MatchString(s.Name) || s.Of != x.Type && !headed(s):
			return "" // which state, or data
		case !plainType(strings.TrimLeft(s.Type, "*")) && !endsIn(ws, metaWords) && !thingName.MatchString(s.Name):
			return ""
		case thingName.MatchString(s.Name):
			if !idName.MatchString(s.Name) || bareID.MatchString(s.Name) {
				thing = orText(thing, s.Path)
			}
		case !slices.ContainsFunc(metaWords, func(m []string) bool { return slices.Equal(ws, m) }):
			return "" // data
		}
	}
	return thing
}

// headed tells whether a field is one of an event's head.
func headed(s Sent) bool {
	head, _, ok := strings.Cut(s.Path, ".")
	return !ok || headName.MatchString(head)
}

func orText(a, b string) string {
	if a != "" {
		return a
	}
	return b
}
