package bus

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/buslint/buslint/models"
)

// Futile is a consumer whose settings make what the program tells the broker of its messages worth nothing.
type Futile struct {
	Setup   Setup
	Setting string // the setting that does
	Value   Value
	Settle  CallSite // call that does nothing, fails, or comes too late
	Call    string   // its name
	How     string   // ack, mark, commit, ...
}

// Futile lists them, each construction or receiving call once for a setting.
func (p *Program) Futile() []Futile {
	var found []Futile
	known := map[*intake]bool{}
	heard := map[CallSite]bool{} // made for the messages of another consumer as well
	for _, s := range append(slices.Clone(p.Setups()), p.selfAcking()...) {
		for _, c := range p.intakesOf(s) {
			known[c] = true
			for _, u := range c.calls {
				switch setting, v, ok := s.ignores(u.model); {
				case !ok || setting == "autocommit" && u.model.Settle.How == "mark" && p.commits(s.Library): // marked first, committed later
					heard[u.at] = heard[u.at] || s.decides(u.model)
				default:
					found = append(found, Futile{s, setting, v, u.at, methodName(u.model.Name), u.model.Settle.How})
				}
			}
		}
	}
	for _, c := range p.intakes() {
		for _, u := range c.calls {
			heard[u.at] = heard[u.at] || !known[c]
		}
	}
	var out []Futile
	for _, u := range found {
		again := func(x Futile) bool { return x.Setup.At == u.Setup.At && x.Setting == u.Setting }
		if !heard[u.Settle] && !slices.ContainsFunc(out, again) {
			out = append(out, u)
		}
	}
	return out
}

// selfAcking lists the receiving calls with an argument that surely says that they ack, as setups of their own.
func (p *Program) selfAcking() []Setup {
	const setting = "autoack"
	var out []Setup
	for _, c := range p.intakes() {
		path, err := models.ParsePath(c.model.Consume.AutoAck)
		if err != nil {
			continue // always so, or nobody knows
		}
		a, fields, ok := c.at.Func.argument(c.at.Node, path)
		if !ok {
			continue
		}
		option := "auto-ack"
		values := []int32{a}
		if len(fields) > 0 {
			option = fields[len(fields)-1]
			values = p.fieldStores(c.at.Func, a, fields)
		}
		if len(values) == 0 || slices.ContainsFunc(values, func(v int32) bool { return c.at.Func.Nodes[strip(c.at.Func, v)].Name != "true" }) {
			continue // it does not, or who calls decides
		}
		on := Value{Word: "on", Option: option, At: c.at}
		out = append(out, Setup{Library: c.model.Library, Kind: "consumer", At: c.at, Settings: map[string][]Value{setting: {on}}})
	}
	return out
}

// decides tells whether these settings decide what a library's call is worth.
func (s Setup) decides(m *models.Func) bool {
	return m.Settle != nil && m.Library == s.Library && slices.ContainsFunc(slices.Collect(maps.Keys(m.Settle.Ignored)), func(setting string) bool { return len(s.Settings[setting]) > 0 })
}

// ignores tells whether a library's call is worth nothing with these settings, and which of them says so: the one that was set, if any was.
func (s Setup) ignores(m *models.Func) (string, Value, bool) {
	if m.Settle == nil || len(m.Settle.Ignored) == 0 || m.Library != s.Library {
		return "", Value{}, false
	}
	settings := slices.Sorted(maps.Keys(m.Settle.Ignored))
	for _, setting := range settings {
		if !s.Is(setting, strings.Fields(m.Settle.Ignored[setting])...) {
			return "", Value{}, false
		}
	}
	by := slices.MinFunc(settings, func(a, b string) int { return cmp.Compare(btoi(!s.Set(a)), btoi(!s.Set(b))) })
	return by, s.Settings[by][0], true
}

// commits tells whether the program commits what it has marked of a library's messages.
func (p *Program) commits(library string) bool {
	return slices.ContainsFunc(p.Funcs, func(f *Func) bool {
		return !f.tests() && slices.ContainsFunc(f.acting(), func(n int32) bool {
			return isCall(f.Nodes[n].Op) && slices.ContainsFunc(f.calls[n].targets, func(t target) bool {
				return t.model != nil && t.model.Library == library && t.model.Settle != nil && t.model.Settle.How == "commit"
			})
		})
	})
}
