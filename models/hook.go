package models

import (
	"go/types"
	"slices"
	"strings"

	"github.com/buslint/buslint/internal/config"
)

// Hook describes functions that an ORM calls while it runs a statement: methods of rows by name, or any function of a signature that nothing else has.
type Hook struct {
	Methods  []string `yaml:"methods"` // none: any function that is no method
	Params   []string `yaml:"params"`  // types in full; "any" for whatever it is
	Results  []string `yaml:"results"`
	Given    bool     `yaml:"given"`                 // only of types whose values the program gives to the library: others may have such a method too
	In       string   `yaml:"in" words:"own caller"` // own: each statement has a transaction around it, which commits after the hook; caller: only if it runs in one
	OwnUnset string   `yaml:"own-unset"`             // option that takes that transaction away where the program sets it
	Packages []string `yaml:"-"`                     // of the library

	library, pos string // where it is described
}

// hooks lists the hooks of a library, $ replaced.
func (l Library) hooks() []Hook {
	var out []Hook
	for _, p := range l.Packages {
		for _, h := range l.Hooks {
			in := func(types []string) []string {
				types = slices.Clone(types)
				for i := range types {
					types[i] = strings.ReplaceAll(types[i], "$", p)
				}
				return types
			}
			h.Params, h.Results, h.OwnUnset, h.Packages = in(h.Params), in(h.Results), strings.ReplaceAll(h.OwnUnset, "$", p), l.Packages
			h.library, h.pos = l.Name, l.start()
			out = append(out, h)
		}
	}
	return out
}

// hook checks that the library has the types that tell its hooks from other functions, and the option that changes them.
func (c *checker) hook(h Hook) {
	for _, name := range slices.Concat(h.Params, h.Results) {
		c.hookType(h, strings.TrimLeft(name, "*[]"))
	}
	if dot := strings.LastIndexByte(h.OwnUnset, '.'); dot >= 0 {
		if t := c.hookType(h, h.OwnUnset[:dot]); t != nil {
			if _, err := field(t.Type(), []string{h.OwnUnset[dot+1:]}, t.Pkg()); err != nil {
				c.problem(h.library, h.pos, "hooks: own-unset: %v", err)
			}
		}
	}
}

// hookType finds a type of the library, and nil for those of others.
func (c *checker) hookType(h Hook, name string) *types.TypeName {
	dot := strings.LastIndexByte(name, '.')
	if dot < 0 || !slices.Contains(h.Packages, name[:dot]) {
		return nil // the language's, or the standard library's
	}
	p := c.find(name[:dot], h.library, h.pos)
	if p == nil {
		return nil
	}
	t, ok := p.Scope().Lookup(name[dot+1:]).(*types.TypeName)
	if !ok {
		c.problem(h.library, h.pos, "hooks: package %s has no type %s%s", p.Path(), name[dot+1:], config.Hint(name[dot+1:], p.Scope().Names()))
		return nil
	}
	return t
}

// Fits tells whether a function is such a hook, as far as its name and its types say; method is "" for what is no method.
func (h *Hook) Fits(method string, params, results []string) bool {
	same := func(a, b string) bool { return a == b || a == "any" }
	return (method == "" && len(h.Methods) == 0 || slices.Contains(h.Methods, method)) &&
		slices.EqualFunc(h.Params, params, same) && slices.EqualFunc(h.Results, results, same)
}
