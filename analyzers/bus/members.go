package bus

import (
	"slices"

	"github.com/buslint/buslint/models"
)

// Members lists the calls that receive for a member of a group whose name is another one at each start of the program, while nobody takes over what members
// that are gone have not acked.
func (p *Program) Members() []CallSite {
	var out []CallSite
	var claimed []string // groups in which somebody does
	for _, c := range p.intakes() {
		path, err := models.ParsePath(c.model.Consume.Claims)
		if c.model.Consume.Claims == "true" || err == nil && p.mayBeSet(c.at, path) {
			claimed = append(claimed, p.groups(c.at, c.model, map[CallSite]bool{})...)
		}
	}
	for _, c := range p.intakes() {
		known := func(group string) bool { return group != hole && !slices.Contains(claimed, group) }
		groups := p.groups(c.at, c.model, map[CallSite]bool{})
		if slices.Contains(claimed, hole) || slices.ContainsFunc(groups, func(g string) bool { return len(claimed) > 0 && !known(g) }) {
			continue // perhaps of this group
		}
		if p.memberAnew(c) && !p.selfAcks(c) {
			out = append(out, c.at)
		}
	}
	return out
}

func (p *Program) memberAnew(c *intake) bool {
	f := c.at.Func
	return slices.ContainsFunc(c.model.Consume.Member, func(path models.Path) bool {
		a, fields, ok := f.argument(c.at.Node, path)
		if !ok {
			return false
		}
		s := freshness{p: p, seen: map[traceKey]bool{}, starts: true}
		return s.value(f, nil, a, p.fieldKeys(fields)) == anew && len(s.mints) > 0
	})
}

// mayBeSet tells whether a field of an argument is set to something.
func (p *Program) mayBeSet(at CallSite, path models.Path) bool {
	a, fields, ok := at.Func.argument(at.Node, path)
	return ok && len(p.fieldStores(at.Func, a, fields)) > 0
}
