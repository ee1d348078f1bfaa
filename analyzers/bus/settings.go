package bus

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/buslint/buslint/analyzers/bus/table"
	"github.com/buslint/buslint/finding"
	"github.com/buslint/buslint/models"
)

// Setup is one construction of a publisher, consumer or connection, and what it is configured to. A constructor that is given its configuration is a
// setup for each that it is given.
type Setup struct {
	Library  string
	Kind     string // publisher, consumer, connection, ...
	At       CallSite
	Settings map[string][]Value // what each setting that the library has may be
}

// Value is what a setting may be.
type Value struct {
	Word    string // none, leader, on, off, ...; where the library has no word for it, the constant's text; "" if it is not known
	Default bool   // nobody set it: the word is the library's default, if it has one
	Option  string // field, key or function of the library that sets it, or would
	At      CallSite
}

// Is tells whether a setting surely is one of words: all that it may be is known and among them.
func (s Setup) Is(setting string, words ...string) bool {
	values := s.Settings[setting]
	return len(values) > 0 && !slices.ContainsFunc(values, func(v Value) bool { return v.Word == "" || !slices.Contains(words, v.Word) })
}

// Set tells whether anybody may set a setting.
func (s Setup) Set(setting string) bool {
	return slices.ContainsFunc(s.Settings[setting], func(v Value) bool { return !v.Default })
}

// Text names what set a value, for the text of a finding.
func (v Value) Text() string {
	if v.Default {
		return v.Option + " is not set"
	}
	return v.Option
}

// Finding makes a finding where a value was set; if that is not in a package where findings are wanted, where the setup is made.
func (s Setup) Finding(p *Program, v Value, rule string, severity finding.Severity, text string) (finding.Finding, bool) {
	at := v.At
	if !p.Reports(at.Func) || at.Func.Nodes[at.Node].Line == 0 { // an empty literal has no place
		at = s.At
	}
	if !p.Reports(at.Func) {
		return finding.Finding{}, false
	}
	from, to := at.At()
	f := finding.Finding{Rule: rule, Severity: severity, Text: text, Symbol: at.Func.Declared(), Position: from, End: to, Package: at.Func.Table.Package}
	if at != s.At {
		f.Path = []finding.Frame{s.At.Frame("makes the " + s.Kind)}
	}
	return f, true
}

// Setups lists the setups of a program, outside its tests. A handle that is a literal is one if something is published through it.
func (p *Program) Setups() []Setup {
	if p.setups != nil {
		return p.setups
	}
	p.setups = []Setup{}
	used := p.publishers()
	for _, f := range p.Funcs {
		if !f.flowsOut() {
			continue // test
		}
		for n := range f.Nodes {
			at := CallSite{f, int32(n)}
			switch node := &f.Nodes[n]; {
			case node.Op == table.Call:
				p.setups = append(p.setups, p.constructed(at)...)
			case node.Op == table.Alloc && used[nodeRef{f, int32(n)}]:
				if t := p.models.Type(bareType(node.Type)); t != nil && t.Is != "" && t.Configures != "" {
					p.setups = append(p.setups, p.literal(at, t)...)
				}
			}
		}
	}
	return p.setups
}

// publishers is the set of values that something is published through.
func (p *Program) publishers() map[nodeRef]bool {
	out := map[nodeRef]bool{}
	for _, f := range p.Funcs {
		for _, n := range f.callNodes {
			for _, t := range f.calls[n].targets {
				if t.model == nil || t.model.Publish == nil {
					continue
				}
				for _, o := range p.publisher(CallSite{f, n}, t) {
					out[o.ref] = true
				}
			}
		}
	}
	return out
}

// publisher is what a library's call publishes through.
func (p *Program) publisher(at CallSite, t target) []object {
	through := t.model.Publish.Through
	if through.IsZero() {
		through.Root = "receiver"
	}
	a, fields, ok := at.Func.argument(at.Node, through)
	if !ok {
		return nil
	}
	objects, _ := p.tracer.trace(at.Func, nil, a, append(slices.Clone(t.embed), p.fieldKeys(fields)...))
	return objects
}

// constructed lists the setups that a library's constructor makes: one for each configuration that the program gives it.
func (p *Program) constructed(at CallSite) []Setup {
	var out []Setup
	for _, t := range at.Func.calls[at.Node].targets {
		if t.model == nil || t.model.Construct == nil || t.model.Construct.Kind == "message" {
			continue
		}
		var given []Place
		for _, a := range at.Func.Nodes[at.Node].Args {
			given = append(given, at.Func.placesAt(a, nil)...)
			for _, s := range at.Func.stores[at.Func.spot(a).root] { // into a literal
				given = append(given, at.Func.placesAt(s.value, nil)...)
			}
		}
		for _, r := range p.routes(at, given) {
			out = append(out, p.setup(at, r.stack, t.model.Library, t.model.Construct.Kind))
		}
	}
	return out
}

// literal lists the setups that a handle's literal is: one for each that the program gives what is in it.
func (p *Program) literal(at CallSite, t *models.Type) []Setup {
	var given []Place
	for _, s := range at.Func.stores[at.Node] {
		given = append(given, at.Func.placesAt(s.value, nil)...)
	}
	library := p.models.LibraryOf(bareType(at.Func.Nodes[at.Node].Type))
	var out []Setup
	for _, r := range p.routes(at, given) {
		out = append(out, p.setup(at, r.stack, library, t.Is))
	}
	return out
}

// setup works out what the settings of something that is made at a node may be.
func (p *Program) setup(at CallSite, stack *frame, library, kind string) Setup {
	s := Setup{Library: library, Kind: kind, At: at, Settings: map[string][]Value{}}
	for _, setting := range p.models.Settings(library) {
		r := reach{p: p, setting: setting, seen: map[reachKey]bool{}, walked: map[nodeRef]bool{}, looked: map[int32]bool{}, touching: map[*Func]bool{}}
		r.handle(at, stack)
		slices.SortFunc(r.out, compareValues)
		if out := slices.Compact(r.out); len(out) > 0 {
			s.Settings[setting] = out
		}
	}
	return s
}

func compareValues(a, b Value) int {
	return cmp.Or(cmp.Compare(a.At.Func.Name, b.At.Func.Name), cmp.Compare(a.At.Func.Nodes[a.At.Node].Line, b.At.Func.Nodes[b.At.Node].Line), cmp.Compare(a.At.Node, b.At.Node),
		cmp.Compare(a.Word, b.Word), cmp.Compare(a.Option, b.Option), cmp.Compare(btoi(a.Default), btoi(b.Default)))
}

// optionsOf lists the paths of a type's options that are a setting, and what to call them, sorted by name.
func (p *Program) optionsOf(t *models.Type, setting string) (paths []int32, names []string) {
	if t == nil {
		return nil, nil
	}
	for _, option := range slices.Sorted(maps.Keys(t.Options)) {
		if t.Options[option] != setting {
			continue
		}
		paths = append(paths, p.optionPath(t, option))
		if fields := strings.Split(option, "."); !t.Map && len(fields) > 2 {
			option = strings.Join(fields[len(fields)-2:], ".")
		}
		names = append(names, option)
	}
	return paths, names
}
