package models

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/buslint/buslint/internal/config"
)

// Path says where a value is, in words: "receiver", "arg 1", "result 0", "param 0" (of a callback), "context", each with fields behind it:
// "arg 1.Key", "receiver.Topic". Arguments count from 0 without the receiver. A variadic argument or slice stands for its elements.
// The zero Path is nowhere.
type Path struct {
	Root   string // receiver, arg, result, param, context; "" if not set
	Index  int
	Fields []string
}

// IsZero reports whether p says nothing.
func (p Path) IsZero() bool { return p.Root == "" }

func (p Path) String() string {
	s := p.Root
	if slices.Contains(numbered, p.Root) {
		s += " " + strconv.Itoa(p.Index)
	}
	return strings.Join(append([]string{s}, p.Fields...), ".")
}

// roots are the words that a path can begin with; of the values of some there are several.
var (
	roots    = []string{"receiver", "arg", "result", "param", "context"}
	numbered = roots[1:4]
)

// ParsePath reads the words of a path.
func ParsePath(s string) (Path, error) {
	head, rest, fields := strings.Cut(strings.TrimSpace(s), ".")
	var p Path
	if fields {
		p.Fields = strings.Split(rest, ".")
		for _, f := range p.Fields {
			if f == "" || strings.ContainsAny(f, " \t") {
				return Path{}, fmt.Errorf("access path %q: empty or malformed field", s)
			}
		}
	}
	words := strings.Fields(head)
	if len(words) == 0 {
		return Path{}, fmt.Errorf("access path %q is empty", s)
	}
	p.Root = words[0]
	switch {
	case !slices.Contains(roots, p.Root):
		return Path{}, fmt.Errorf("access path %q begins with none of %s%s", s, strings.Join(roots, ", "), config.Hint(p.Root, roots))
	case !slices.Contains(numbered, p.Root) && len(words) == 1:
		return p, nil
	case slices.Contains(numbered, p.Root) && len(words) == 2:
		n, err := strconv.ParseUint(words[1], 10, 8)
		if err != nil {
			return Path{}, fmt.Errorf("access path %q: %q is not a position", s, words[1])
		}
		p.Index = int(n)
		return p, nil
	}
	return Path{}, fmt.Errorf("access path %q is not of the form \"receiver\", \"arg N\", \"result N\", \"param N\" or \"context\", with .Field behind it", s)
}

// Paths is a list of paths, of which the first that is set counts; a single one may be written without brackets.
type Paths []Path
