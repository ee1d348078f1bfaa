package bus

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/buslint/buslint/models"
)

// Inferred is what the whole program tells of a method of an interface of its own: what all implementations do that it uses.
type Inferred struct {
	Package string
	Type    string   // name of the interface
	Method  string   // name of the method
	Effects []string // in the words of models: "publish: {payload: arg 1, error: result 0}"
	Broker  bool     // it publishes, and to a broker
}

// Infer lists the methods of interfaces that publish, write or run a transaction, whatever implementation is behind them, sorted. Who sees one package at
// a time does not know the implementations.
func (p *Program) Infer() []Inferred {
	var out []Inferred
	for _, name := range slices.Sorted(maps.Keys(p.types)) {
		iface := p.types[name]
		if !iface.Interface || !iface.Table.Main || iface.Double {
			continue
		}
		for _, method := range slices.Sorted(maps.Keys(iface.methods)) {
			targets, sure := p.implementers(iface, method)
			if !sure || len(targets) == 0 {
				continue
			}
			x := Inferred{Package: iface.Table.Package, Type: name[strings.LastIndexByte(name, '.')+1:], Method: iface.methods[method].Name}
			for _, effect := range []func([]target) string{p.allPublish, p.allWrite, p.allCall} {
				if text := effect(targets); text != "" {
					x.Effects = append(x.Effects, text)
				}
			}
			x.Broker = len(x.Effects) > 0 && strings.HasPrefix(x.Effects[0], "publish:")
			if len(x.Effects) > 0 {
				out = append(out, x)
			}
		}
	}
	return out
}

// allPublish describes the publish that all of some methods make, "" if one does not.
func (p *Program) allPublish(targets []target) string {
	return agreed(targets, func(t target) (described, bool) {
		for _, e := range t.fn.sum.Effects {
			if e.Kind != Publish || len(e.Conds) > 0 || e.Unsure || e.Via.Root != Nowhere && !p.toBroker(t.fn, e.Via, e) {
				continue // to nobody outside, or only sometimes
			}
			d := described{"payload": p.given(t, e.Payload), "error": result(e.ErrRes)}
			if topics := p.topicGiven(e); len(topics) == 1 {
				d["topic"] = p.given(t, topics[0])
			}
			return d, true
		}
		return nil, false
	}, "publish")
}

// allWrite describes the write to a database that all of some methods make.
func (p *Program) allWrite(targets []target) string {
	return agreed(targets, func(t target) (described, bool) {
		for _, e := range t.fn.sum.Effects {
			if e.Kind == Write && len(e.Conds) == 0 && !e.Unsure {
				d := described{"error": result(e.ErrRes)}
				if len(t.fn.Params) > 1 && t.fn.Recv != "" && t.fn.Params[1].Type == "context.Context" {
					d["via"] = "arg 0" // it may carry a transaction
				}
				return d, true
			}
		}
		return nil, false
	}, "write")
}

// allCall describes how all of some methods call a function that they are given, in a transaction.
func (p *Program) allCall(targets []target) string {
	return agreed(targets, func(t target) (described, bool) {
		for _, c := range t.fn.sum.Calls {
			arg := p.given(t, c.Place)
			if !c.InTx || !strings.HasPrefix(arg, "arg ") || strings.Contains(arg, ".") {
				continue
			}
			d := described{"arg": strings.TrimPrefix(arg, "arg "), "in-tx": "context", "error": result(c.ErrRes)}
			if c.TxParam >= 0 {
				d["in-tx"] = fmt.Sprintf("param %d", c.TxParam)
			}
			if c.Repeats {
				d["repeats"] = "may"
			}
			return d, true
		}
		return nil, false
	}, "callback")
}

// described is an effect: what its keys in a model say. Empty values say nothing.
type described map[string]string

// agreed is the effect that all of some methods have, with what they agree on.
func agreed(targets []target, of func(target) (described, bool), key string) string {
	var all described
	for _, t := range targets {
		if t.fn == nil || t.bound || t.fn.sum == nil {
			return ""
		}
		d, ok := of(t)
		if !ok {
			return ""
		}
		if all == nil {
			all = maps.Clone(d)
		}
		maps.DeleteFunc(all, func(k, v string) bool { return d[k] != v })
	}
	if key == "callback" && all["arg"] == "" {
		return "" // each calls another of its arguments
	}
	var parts []string
	for _, k := range slices.Sorted(maps.Keys(all)) {
		if all[k] != "" {
			parts = append(parts, k+": "+all[k])
		}
	}
	return fmt.Sprintf("%s: {%s}", key, strings.Join(parts, ", "))
}

func result(i int32) string {
	if i < 0 {
		return ""
	}
	return fmt.Sprintf("result %d", i)
}

// given names a place of a method as its callers see it, "" if it is none of its arguments.
func (p *Program) given(t target, pl Place) string {
	i := pl.Index
	if t.fn.Recv != "" {
		i--
	}
	if pl.Root != FromParam || i < 0 {
		return ""
	}
	path := models.Path{Root: "arg", Index: int(i)}
	for _, k := range p.paths.list[pl.Path] {
		switch name := p.keys.names[k]; {
		case k == elemKey:
		case k == recvKey || p.keys.method(k) || strings.ContainsAny(name, " :"):
			return "" // no field
		default:
			path.Fields = append(path.Fields, p.keys.names[p.keys.bare[k]])
		}
	}
	return path.String()
}
