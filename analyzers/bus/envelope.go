package bus

import (
	"slices"
	"strconv"
	"strings"
)

// envelopeOf splits the type of an envelope around an event: Event[OrderPlaced]. Param is which type parameter the event is; payload is "" if none is, or more
// than one may be.
func (p *Program) envelopeOf(typ string) (envelope, payload string, param int) {
	for i, arg := range typeArgs(typ) {
		switch {
		case p.ownType(arg) == nil:
		case payload != "":
			return "", "", 0
		default:
			payload, param = arg, i
		}
	}
	return bareType(typ), payload, param
}

// typeArgs lists the type arguments of a type.
func typeArgs(typ string) []string {
	i := strings.IndexByte(typ, '[')
	if i <= 0 || !strings.HasSuffix(typ, "]") {
		return nil
	}
	var out []string
	list, depth, start := typ[i+1:len(typ)-1], 0, 0
	for j, c := range list {
		switch c {
		case '[', '(', '{':
			depth++
		case ']', ')', '}':
			depth--
		case ',':
			if depth == 0 {
				out, start = append(out, list[start:j]), j+1
			}
		}
	}
	return append(out, list[start:])
}

// payloadPath is the path on the wire of the only part of a generic envelope that is of a type parameter, "" if there is none, or several.
func (p *Program) payloadPath(envelope string, param int, format string) string {
	s := parts{reading: reading{p: p, format: format}}
	s.look(p.types[envelope], "", param)
	if len(s.found) != 1 {
		return ""
	}
	return s.found[0]
}

// parts finds the parts of an envelope that are of a type parameter.
type parts struct {
	reading
	within []*Type // envelopes on the way
	found  []string
}

func (s *parts) look(t *Type, path string, param int) {
	if t == nil || slices.Contains(s.within, t) {
		return
	}
	s.within = append(s.within, t)
	want := "$" + strconv.Itoa(param)
	for _, f := range t.Fields {
		below := s.field(path, t.Name+"."+f.Name)
		elem, _ := elements(f.Type)
		if elem == want {
			s.found = append(s.found, below)
		}
		for i, arg := range typeArgs(elem) {
			if arg == want { // within another one
				s.look(s.p.types[bareType(elem)], below, i)
			}
		}
	}
	s.within = s.within[:len(s.within)-1]
}
