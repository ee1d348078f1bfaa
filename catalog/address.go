package catalog

import (
	"path"
	"regexp"
	"strings"

	"github.com/buslint/buslint/internal/lazyregexp"
)

// Names of topics are compared as patterns. Three notations stand for more than themselves: braces, in names that buslint puts together and in addresses of
// events.yml, for any text; the wildcards of a broker's consumers; and a regular expression, as Kafka's clients take it for one, behind "^".

// symbol is a part of a pattern: a character, or any of a class of them, perhaps repeated.
type symbol struct {
	char   rune // 0 for a class
	word   bool // the class without what separates words
	repeat bool // none or more
}

// opaque stands for a part of a name that is not known, where it must be covered: only what stands for any text covers it.
const opaque = '\uFFFC'

// longestName is the length of names that are compared as patterns. Longer ones are no names.
const longestName = 1000

var braces = lazyregexp.New(`\{[^{}]*\}`)

// wildcards are the words of a broker's consumers for one word and for any number of them, and what separates words.
var wildcards = map[string]struct{ one, rest, separator string }{
	"nats": {"*", ">", "."}, "jetstream": {"*", ">", "."}, "rabbitmq": {"*", "#", "."}, "mqtt": {"+", "#", "/"},
}

// symbols takes a name apart. Wildcards count only on a bus that has them.
func symbols(name, bus string) []symbol {
	var out []symbol
	chars := func(s string) {
		for _, r := range s {
			out = append(out, symbol{char: r})
		}
	}
	w, wild := wildcards[bus]
	if !wild {
		for i, part := range braces.Split(name, -1) {
			if i > 0 {
				out = append(out, symbol{repeat: true})
			}
			chars(part)
		}
		return out
	}
	for i, segment := range strings.Split(name, w.separator) {
		if segment == w.rest { // with what stands before it: "orders.#" takes "orders" too
			out = append(out, symbol{repeat: true})
			continue
		}
		if i > 0 {
			chars(w.separator)
		}
		if segment == w.one {
			out = append(out, symbol{word: true}, symbol{word: true, repeat: true})
			continue
		}
		out = append(out, symbols(segment, "")...)
	}
	return out
}

func (a symbol) meets(b symbol) bool {
	switch {
	case a.char != 0 && b.char != 0:
		return a.char == b.char
	case a.char != 0:
		return !b.word || a.char != '.' && a.char != '/' && a.char != opaque
	case b.char != 0:
		return b.meets(a)
	}
	return true
}

// intersect tells whether a text is of both patterns.
func intersect(a, b []symbol) bool {
	if len(a) > longestName || len(b) > longestName {
		return false
	}
	// reach[j] tells whether a[i:] and b[j:] have a text in common, worked out from the end.
	var below []bool
	for i := len(a); i >= 0; i-- {
		reach := make([]bool, len(b)+1)
		for j := len(b); j >= 0; j-- {
			switch {
			case i == len(a) && j == len(b):
				reach[j] = true
			case i < len(a) && a[i].repeat && below[j], j < len(b) && b[j].repeat && reach[j+1]:
				reach[j] = true
			case i < len(a) && j < len(b) && a[i].meets(b[j]):
				switch {
				case a[i].repeat && b[j].repeat: // what they share is taken by one of them
				case a[i].repeat:
					reach[j] = reach[j+1]
				case b[j].repeat:
					reach[j] = below[j]
				default:
					reach[j] = below[j+1]
				}
			}
		}
		below = reach
	}
	return below[0]
}

// expression is a consumer's regular expression, nil if a name is none.
func expression(name string) *regexp.Regexp {
	if !strings.HasPrefix(name, "^") {
		return nil
	}
	re, err := regexp.Compile(`^(?:` + name[1:] + `)`)
	if err != nil {
		return nil
	}
	return re
}

// MayBe tells whether two names of topics may mean one topic.
func MayBe(a, b, bus string) bool {
	if a == b {
		return true
	}
	for _, pair := range [][2]string{{a, b}, {b, a}} {
		if re := expression(pair[0]); re != nil {
			return braces.MatchString(pair[1]) || re.MatchString(pair[1])
		}
	}
	return intersect(symbols(a, bus), symbols(b, bus))
}

// Covers tells whether all topics that a name means, as the code has it, are topics that a declared one means.
func Covers(declared, name, bus string) bool {
	if declared == name {
		return true
	}
	return intersect(symbols(declared, bus), symbols(braces.ReplaceAllString(name, string(opaque)), ""))
}

// JoinKey is the name under which catalogues of several programs join a topic: without what is not known at its ends, and in small letters.
func JoinKey(name string) string {
	key := braces.ReplaceAllString(strings.ToLower(name), "{}")
	key = strings.TrimLeft(strings.TrimPrefix(key, "{}"), ".-_/")
	if rest, found := strings.CutSuffix(key, "{}"); found {
		key = strings.TrimRight(rest, ".-_/")
	}
	if key == "" {
		return name
	}
	return key
}

// wide tells whether a name is that of several topics.
func wide(name, bus string) bool {
	if braces.MatchString(name) || expression(name) != nil {
		return true
	}
	for _, s := range symbols(name, bus) {
		if s.char == 0 {
			return true
		}
	}
	return false
}

// validPattern tells whether a text is a pattern of packages.
func validPattern(p string) bool {
	rest := strings.TrimSuffix(p, "...")
	return p != "" && !strings.Contains(rest, "...") && !strings.ContainsAny(p, " \t\n\\*") && (rest == p || rest == "" || strings.HasSuffix(rest, "/"))
}

// matchPackage tells whether a pattern is one of a package, given by its import path and the folder of its files.
func matchPackage(pattern, pkg, dir string) bool {
	name := pkg
	if local, found := strings.CutPrefix(pattern, "./"); found {
		pattern, name = local, dir
		if pattern == "" {
			pattern = "."
		}
	} else if pattern == "." {
		name = dir
	}
	if rest, found := strings.CutSuffix(pattern, "..."); found {
		rest = strings.TrimSuffix(rest, "/")
		return rest == "" || name == rest || strings.HasPrefix(name, rest+"/")
	}
	return path.Clean(pattern) == name
}
