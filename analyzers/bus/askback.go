package bus

import (
	"net/url"
	"path"
	"slices"
	"strings"

	"github.com/buslint/buslint/analyzers/bus/table"
	"github.com/buslint/buslint/catalog"
	"github.com/buslint/buslint/finding"
	"github.com/buslint/buslint/internal/lazyregexp"
	"github.com/buslint/buslint/models"
)

// AskBack is a call that a handler makes to the service that the event came from.
type AskBack struct {
	Call    CallSite
	Service string // how that service is called
	Topic   string
	Path    []finding.Frame
}

// AsksBack lists the calls of handlers to the services that their events came from, each once, by place.
func (p *Program) AsksBack() []AskBack {
	all := p.consumes()
	if len(all) == 0 {
		return nil
	}
	a := asksBack{p: p, graph: &loopGraph{p: p, all: all, binds: p.bindings()}, leads: p.leadingTo(func(m *models.Func) bool { return m.Network }), told: map[CallSite]bool{}}
	for i := range all {
		if all[i].unsure {
			continue // perhaps nothing is consumed
		}
		w := walk{p: p, leads: a.leads, seen: map[walked]bool{}, found: func(s step, t target) { a.call(&all[i], s, t) }}
		for _, b := range all[i].begins {
			w.from(b)
		}
	}
	slices.SortFunc(a.out, func(x, y AskBack) int {
		f, _ := x.Call.At()
		g, _ := y.Call.At()
		return f.Compare(g)
	})
	return a.out
}

type asksBack struct {
	p     *Program
	graph *loopGraph
	leads map[*Func]bool
	told  map[CallSite]bool
	out   []AskBack

	sites []publishSite // nil before somebody asks
	mains map[*Func][]*Func
}

// call looks at a call of another service for a message.
func (a *asksBack) call(c *consumption, s step, t target) {
	at := s.written()
	if !t.model.Network || a.told[at] || !s.all(func(x *step) bool { return x.at.Func.Nodes[x.at.Node].Op == table.Call }) {
		return // somebody else's, told already, or nobody waits for it
	}
	tell := func(at CallSite, service string) {
		if a.told[at] {
			return
		}
		a.told[at] = true
		topic := ""
		if len(c.topics) == 1 {
			topic = c.topics[0].Name
		}
		way := append([]finding.Frame{c.from.Frame("consumes")}, s.path("calls the service "+service)...)
		a.out = append(a.out, AskBack{at, service, topic, way})
	}
	hosts := 0
	for _, address := range a.p.address(s.at.Func, s.stack, s.at.Node, t.model, 0) {
		if service, ok := a.producer(c, s, address); ok {
			tell(at, service)
			return
		}
		hosts += btoi(hostOf(address) != "")
	}
	if x := s.above; hosts == 0 && a.ownClient(c, &s) {
		for x.above != nil && x.at.Func.Table == s.at.Func.Table {
			x = x.above
		}
		tell(x.at, "of "+path.Base(s.at.Func.Table.Package))
	}
}

// ownClient tells whether a call is that of a client which is declared beside the event, in a package of another's: the only one there.
func (a *asksBack) ownClient(c *consumption, s *step) bool {
	f := s.at.Func
	if s.above == nil || f.Table.Package == s.begin.fn.Table.Package || f.Recv == "" || f.Generated() {
		return false // the handler's own
	}
	if !slices.ContainsFunc(a.events(c, s), func(typ string) bool { t := a.p.types[typ]; return t != nil && t.Table == f.Table }) {
		return false // of somebody else
	}
	for _, g := range a.p.Funcs {
		if g.Table != f.Table || g.Recv == f.Recv {
			continue
		}
		for n := range g.Nodes {
			if isCall(g.Nodes[n].Op) && slices.ContainsFunc(g.calls[n].targets, func(t target) bool { return t.model != nil && (t.model.Network || t.model.Consume != nil) }) {
				return false // it has more than one, or handles the event itself
			}
		}
	}
	return true
}

// written is the innermost call on a step's way that is not in generated code.
func (s *step) written() CallSite {
	for x := s; x != nil; x = x.above {
		if !x.at.Func.Generated() {
			return x.at
		}
	}
	return s.at
}

// address lists the addresses or methods that a call goes to, as texts with holes.
func (p *Program) address(f *Func, stack *frame, n int32, m *models.Func, depth int) []string {
	arg, fields, ok := f.argument(n, m.Address)
	if m.Address.IsZero() || !ok || depth > 2 {
		return nil
	}
	keys := p.fieldKeys(fields)
	var out []string
	objects, _ := p.tracer.trace(f, stack, arg, keys)
	for _, o := range objects { // a request that was made before
		if o.model != nil && o.ref.fn != nil && !o.model.Address.IsZero() {
			out = append(out, p.address(o.ref.fn, o.stack, o.ref.node, o.model, depth+1)...)
		}
	}
	if len(out) > 0 {
		return out
	}
	s := textSearch{p: p, seen: map[traceKey]bool{}}
	return s.texts(f, stack, arg, keys)
}

// producer tells whether an address is that of the service that a message came from, and names it.
func (a *asksBack) producer(c *consumption, s step, address string) (string, bool) {
	if service, ok := rpcService(address); ok {
		owner := s.at.Func.Table.Package
		if slices.ContainsFunc(a.events(c, &s), func(typ string) bool {
			t := a.p.types[typ]
			return t != nil && contractOf(t.Table.Package) != "" && contractOf(t.Table.Package) == contractOf(owner)
		}) && a.onlyService(owner, service) {
			return service, true
		}
		return service, a.publishedBy(c, a.servers(service))
	}
	host := hostOf(address)
	if host == "" {
		return "", false
	}
	for _, t := range c.topics {
		if t.Certainty == catalog.Constant && sameName(host, firstPart(t.Name)) {
			return host, true
		}
	}
	return host, a.publishedBy(c, a.named(host))
}

// rpcService is the service of a gRPC method: "/shop.orders.v1.Orders/Get" is of shop.orders.v1.Orders.
func rpcService(address string) (string, bool) {
	rest, ok := strings.CutPrefix(address, "/")
	service, method, both := strings.Cut(rest, "/")
	if !ok || !both || service == "" || method == "" || strings.Contains(rest, hole) || strings.Contains(method, "/") {
		return "", false
	}
	return service, true
}

// hostOf is the name of the host that a URL begins with, without its domain, "" if that is not known or is this host.
func hostOf(address string) string {
	if !strings.Contains(address, "://") {
		return ""
	}
	before, _, _ := strings.Cut(address, hole)
	u, err := url.Parse(before)
	if err != nil || u.Hostname() == "" || u.Host != "" && before != address && u.Path == "" && !strings.Contains(before[strings.Index(before, "://")+3:], ":") {
		return "" // or it goes on after what is not known
	}
	host, _, _ := strings.Cut(u.Hostname(), ".")
	if host == "localhost" || host == "127" || host == "0" {
		return ""
	}
	return strings.ToLower(host)
}

var (
	serviceWord = lazyregexp.New(`[-_]?(service|svc|server|srv|api|app)$`)
	contractEnd = lazyregexp.New(`^(v\d+\w*|events?|messages?|models?|pb|proto|grpc|rpc|api|gen|types)$`)
)

// sameName tells whether a host and another name are those of one service: orders-service and order are.
func sameName(host, name string) bool {
	bare := func(s string) string {
		return strings.TrimSuffix(serviceWord.ReplaceAllString(strings.ToLower(s), ""), "s")
	}
	return len(bare(host)) > 2 && bare(host) == bare(name)
}

// firstPart is what a topic's name begins with.
func firstPart(topic string) string {
	if i := strings.IndexAny(topic, ".-_/:"); i > 0 {
		return topic[:i]
	}
	return topic
}

// contractOf is the import path of the contract that a package is part of: shop/orders for shop/orders/v1, shop/orders/events and shop/orders/orderspb. It is
// "" where the path does not say whose contract it is.
func contractOf(pkg string) string {
	parts := strings.Split(pkg, "/")
	for len(parts) > 1 && contractEnd.MatchString(parts[len(parts)-1]) {
		parts = parts[:len(parts)-1]
	}
	last := parts[len(parts)-1]
	if name := strings.TrimSuffix(last, "pb"); len(parts) > 1 && name != last && parts[len(parts)-2] == name {
		parts = parts[:len(parts)-1]
	}
	if contractEnd.MatchString(parts[len(parts)-1]) {
		return ""
	}
	return strings.Join(parts, "/")
}

// onlyService tells whether a contract has no other service: else the events in it may be anybody's.
func (a *asksBack) onlyService(pkg, service string) bool {
	for _, t := range a.p.tables {
		if contractOf(t.Package) != contractOf(pkg) {
			continue
		}
		for _, f := range t.Funcs {
			for i := range f.Nodes {
				if c := &f.Nodes[i]; c.Op == table.Const {
					if other, ok := rpcService(c.Name); ok && other != service && t.Generated[f.File] {
						return false
					}
				}
			}
		}
	}
	return true
}

// events lists the types that the event may have where a call is made: what the consumer expects, or of several those that the functions on the way deal with.
func (a *asksBack) events(c *consumption, s *step) []string {
	if len(c.types) < 2 {
		return c.types
	}
	var out []string
	add := func(typ string) {
		if t := a.p.ownType(typ); t != nil && slices.Contains(c.types, t.Name) {
			out = append(out, t.Name)
		}
	}
	for x := s; x != nil; x = x.above {
		if x.at.Func.Generated() {
			continue
		}
		for _, param := range x.at.Func.Params {
			add(param.Type)
		}
		for i := range x.at.Func.Nodes {
			if n := &x.at.Func.Nodes[i]; n.Op == table.Convert && n.Name != "" {
				add(n.Name)
			}
		}
		if len(out) > 0 {
			break
		}
	}
	if len(out) > 1 {
		return nil // which of them is not known
	}
	return out
}

// publishSite is a place that publishes.
type publishSite struct {
	effect *Effect
	topic  catalog.Topic
	types  []string
	stack  *frame
	last   *Effect
}

// publishedBy tells whether some programs, and no others, publish what a consumption gets, and that one is none of them.
func (a *asksBack) publishedBy(c *consumption, programs []*Func) bool {
	if len(programs) == 0 || slices.ContainsFunc(a.mainsOf(c.at.Func), func(m *Func) bool { return slices.Contains(programs, m) }) {
		return false // the program asks itself, or nobody knows
	}
	if a.sites == nil {
		a.findSites()
	}
	published := false
	for _, x := range a.sites {
		if !sameBroker(x.last.Model.Library, c.library) || !a.graph.meet(step{at: x.last.At, stack: x.stack, lib: x.last.Model}, x.last.Model.Publish, x.topic, x.types, c) {
			continue // something else
		}
		mains := a.mainsOf(x.effect.At.Func)
		if len(mains) == 0 || slices.ContainsFunc(mains, func(m *Func) bool { return !slices.Contains(programs, m) }) {
			return false // by another one too
		}
		published = true
	}
	return published
}

// findSites lists the places of the program that publish to a topic that is known.
func (a *asksBack) findSites() {
	a.sites = []publishSite{}
	for _, f := range a.p.Funcs {
		if !f.flowsOut() {
			continue // test
		}
		for _, e := range f.flow.Sites {
			x := publishSite{effect: e, last: e, types: a.p.payloadTypes(e).names()}
			for ; x.last.Next != nil; x.last = x.last.Next {
				x.stack = a.p.tracer.push(x.last.At, x.stack)
			}
			topics := a.p.topicsOf(e, nil)
			if len(topics) == 1 && x.last.Model != nil && x.last.Model.Publish != nil && a.p.feasibleConds(f, e) {
				x.topic = topics[0]
				a.sites = append(a.sites, x)
			}
		}
	}
}

// mainsOf lists the main functions that lead to a function, sorted by name.
func (a *asksBack) mainsOf(f *Func) []*Func {
	if a.mains == nil {
		a.mains = map[*Func][]*Func{}
		for _, m := range a.p.Funcs {
			if m.isMain() {
				for g := range a.p.reached([]*Func{m}, false) {
					a.mains[g] = append(a.mains[g], m)
				}
			}
		}
	}
	return a.mains[f]
}

// servers lists the programs that serve a gRPC service: those that lead to where it is registered.
func (a *asksBack) servers(service string) []*Func {
	var out []*Func
	for _, f := range a.p.Funcs {
		for i := range f.Nodes {
			if f.Nodes[i].Op != table.Call {
				continue
			}
			for _, t := range f.calls[i].targets {
				if t.model == nil || t.model.Serves.IsZero() || !slices.Contains(a.p.textsAt(step{at: CallSite{f, int32(i)}}, t.model.Serves), service) {
					continue
				}
				for _, m := range a.mainsOf(f) {
					if !slices.Contains(out, m) {
						out = append(out, m)
					}
				}
			}
		}
	}
	return out
}

// named lists the programs whose import path has a part that is a host's name.
func (a *asksBack) named(host string) []*Func {
	var out []*Func
	for _, f := range a.p.Funcs {
		if f.isMain() && slices.ContainsFunc(strings.Split(f.Table.Package, "/"), func(part string) bool { return sameName(host, part) }) {
			out = append(out, f)
		}
	}
	return out
}
