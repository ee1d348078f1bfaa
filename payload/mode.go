package payload

import (
	"fmt"
	"slices"
	"strings"
)

// Mode says in which directions a payload has to stay compatible, and with which of its revisions.
type Mode string

// The modes. Those named transitive hold against every revision, the others against the last one.
const (
	Auto               Mode = "auto" // by role: see [Role]
	None               Mode = "NONE"
	BackwardOnly       Mode = "BACKWARD"
	ForwardOnly        Mode = "FORWARD"
	Full               Mode = "FULL"
	BackwardTransitive Mode = "BACKWARD_TRANSITIVE"
	ForwardTransitive  Mode = "FORWARD_TRANSITIVE"
	FullTransitive     Mode = "FULL_TRANSITIVE"
)

// Modes lists the modes.
var Modes = []Mode{Auto, None, BackwardOnly, ForwardOnly, Full, BackwardTransitive, ForwardTransitive, FullTransitive}

// ParseMode reads the name of a mode; "" is [Auto].
func ParseMode(s string) (Mode, error) {
	if s == "" {
		return Auto, nil
	}
	if m := Mode(s); slices.Contains(Modes, m) {
		return m, nil
	}
	return "", fmt.Errorf("compatibility mode %q is none of %s", s, strings.Trim(fmt.Sprint(Modes), "[]"))
}

// Role is what a program does with a payload, which decides what [Auto] means: a type that is only published must stay readable for consumers that are
// deployed later (forward), one that is only consumed must read what was published before (backward). Both hold if it does both, if the topic is retained,
// or if nothing is known.
type Role struct {
	Publishes, Consumes bool
	Retained            bool // events stay on the topic and are read again
}

// Directions are the directions that a mode demands of a program in a role.
func (m Mode) Directions(r Role) []Direction {
	switch m {
	case None:
		return nil
	case BackwardOnly, BackwardTransitive:
		return []Direction{Backward}
	case ForwardOnly, ForwardTransitive:
		return []Direction{Forward}
	case Auto:
		switch {
		case r.Retained || r.Publishes == r.Consumes:
		case r.Publishes:
			return []Direction{Forward}
		default:
			return []Direction{Backward}
		}
	}
	return []Direction{Backward, Forward}
}

// Transitive tells whether a mode holds against all revisions.
func (m Mode) Transitive() bool { return strings.HasSuffix(string(m), "_TRANSITIVE") }

// Revision is a locked shape of an event.
type Revision struct {
	Number int
	Schema *Schema
}

// Check compares a payload with its earlier revisions, oldest first, as a mode demands. A change that holds against several is reported for the newest.
func Check(history []Revision, now *Schema, m Mode, r Role, o CompareOptions) []Verdict {
	if !m.Transitive() && len(history) > 1 {
		history = history[len(history)-1:]
	}
	directions := m.Directions(r)
	seen := map[string]bool{}
	var out []Verdict
	for _, rev := range slices.Backward(history) {
		for _, v := range Compare(rev.Schema, now, o) {
			if !slices.Contains(directions, v.Direction) || seen[v.Fingerprint] {
				continue
			}
			seen[v.Fingerprint] = true
			v.Revision = rev.Number
			out = append(out, v)
		}
	}
	slices.SortFunc(out, Verdict.compare)
	return out
}
