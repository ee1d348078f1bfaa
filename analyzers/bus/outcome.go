package bus

import (
	"regexp"
	"slices"
	"strings"

	"github.com/buslint/buslint/analyzers/bus/table"
	"github.com/buslint/buslint/models"
)

// Loss is a publish whose failure nobody learns of.
type Loss struct {
	Effect  *Effect
	Logged  bool // somebody reads of it in a log
	Payload bool // ... together with what was to be published
	Async   bool // the call does not wait for it
}

// outcome is what becomes of a call's error.
type outcome struct {
	returned int32 // result of the function that carries it, or -1
	handled  bool  // stored, sent, answered, retried: somebody does something about it
	logged   bool
	payload  bool
}

// outcome completes an effect with what becomes of its error at call n.
func (g *gatherer) outcome(n int32, e *Effect, res int32) {
	e.ErrRes = -1
	if res < 0 || e.Lost {
		return // nothing says whether it worked, or it was told further down
	}
	f := g.f
	if op := f.Nodes[n].Op; op != table.Call {
		if f.hasResult(n) {
			g.w.Losses = append(g.w.Losses, Loss{Effect: e, Async: op == table.Go})
			e.Lost = true
		}
		return
	}
	o := f.outcomeOf(n, res, -1)
	switch {
	case o.handled:
	case o.returned >= 0:
		e.ErrRes = o.returned
	default:
		g.w.Losses = append(g.w.Losses, Loss{Effect: e, Logged: o.logged, Payload: o.payload})
		e.Lost = true
	}
}

// hasResult tells whether a deferred or concurrent call has an error to drop.
func (f *Func) hasResult(n int32) bool {
	if f.Nodes[n].Out != "" {
		return f.Nodes[n].Out == "error" || strings.Contains(f.Nodes[n].Out, ".")
	}
	for _, t := range f.calls[n].targets {
		if t.fn != nil && len(t.fn.Results) > 0 {
			return true
		}
	}
	return false
}

// usersOf lists the nodes that use a node.
func (f *Func) usersOf(n int32) []int32 {
	if f.users == nil {
		f.users = make([][]int32, len(f.Nodes))
		for u := range f.Nodes {
			for _, a := range f.Nodes[u].Args {
				if !slices.Contains(f.users[a], int32(u)) {
					f.users[a] = append(f.users[a], int32(u))
				}
			}
		}
	}
	if int(n) >= len(f.users) {
		return nil
	}
	return f.users[n]
}

// outcomeOf follows result res of call n; with n -1 it follows parameter param instead.
func (f *Func) outcomeOf(n, res, param int32) outcome {
	s := outcomeSearch{f: f, call: n, seen: map[int32]bool{}, out: outcome{returned: -1}}
	if n < 0 {
		s.value(f.paramNode(param))
		return s.out
	}
	if f.Nodes[n].Op == table.Call {
		if f.Nodes[n].Out == "" { // several results
			for u := range f.Nodes {
				if e := &f.Nodes[u]; e.Op == table.Extract && e.Args[0] == n && e.Index == res {
					s.value(int32(u))
				}
			}
		} else {
			s.value(n)
		}
	}
	if s.out.handled || s.out.returned >= 0 {
		return s.out
	}
	s.branches()
	return s.out
}

type outcomeSearch struct {
	f     *Func
	call  int32
	seen  map[int32]bool
	tests []int32 // conditions
	out   outcome
}

// value follows one value that carries the error.
func (s *outcomeSearch) value(n int32) {
	if s.seen[n] || s.out.handled {
		return
	}
	s.seen[n] = true
	f := s.f
	for _, u := range f.usersOf(n) {
		switch node := &f.Nodes[u]; node.Op {
		case table.FieldOf:
			if !plain(node.Type) {
				s.value(u)
			}
		case table.Convert, table.Phi, table.Elem, table.Load, table.Append, table.Compute:
			s.value(u)
		case table.Compare, table.Not:
			s.tests = append(s.tests, u)
			s.verdict(u)
		case table.Store:
			s.stored(u, n)
		case table.Return:
			s.returned(u, n)
		case table.Send, table.Panic, table.Closure:
			s.out.handled = true
		case table.Extract:
			s.value(u)
		case table.Call, table.Go, table.Defer:
			s.argument(u, n)
		}
	}
}

// verdict follows whether it worked: sent := err == nil. As a condition it is looked at in branches.
func (s *outcomeSearch) verdict(n int32) {
	if s.seen[n] {
		return
	}
	s.seen[n] = true
	for _, u := range s.f.usersOf(n) {
		switch s.f.Nodes[u].Op {
		case table.Not, table.Phi, table.Convert:
			s.verdict(u)
		case table.Return, table.Store, table.Send, table.Call, table.Go, table.Defer:
			s.out.handled = true
		}
	}
}

// plain tells whether a type says nothing of an error.
func plain(typ string) bool {
	switch strings.TrimPrefix(typ, "[]") {
	case "string", "byte", "uint8", "int", "int32", "int64", "uint64", "float64", "time.Time":
		return true
	}
	return false
}

func (s *outcomeSearch) returned(ret, n int32) {
	for i, a := range s.f.Nodes[ret].Args {
		if a == n {
			if s.out.returned < 0 || int32(i) > s.out.returned {
				s.out.returned = int32(i)
			}
		}
	}
}

// stored follows an error into a variable or object of the function's own; anywhere else somebody may look at it.
func (s *outcomeSearch) stored(st, n int32) {
	f := s.f
	node := &f.Nodes[st]
	if node.Args[1] != n {
		return // n is where something is stored
	}
	target := strip(f, node.Args[0])
	switch t := &f.Nodes[target]; t.Op {
	case table.Alloc:
		s.cell(target)
	case table.FieldOf, table.Elem:
		if obj := f.object(t.Args[0]); obj >= 0 && f.Nodes[obj].Op == table.Alloc {
			s.value(obj)
			return
		}
		s.out.handled = true
	case table.FreeVar:
		s.captured(t.Index)
	default:
		s.out.handled = true
	}
}

// captured follows an error stored into a variable of the function around: that one may look at it, unless it does not wait for this one.
func (s *outcomeSearch) captured(i int32) {
	f := s.f
	for n := range f.Nodes {
		if f.Nodes[n].Op == table.FreeVar && f.Nodes[n].Index == i {
			s.value(int32(n))
		}
	}
	for _, m := range f.made {
		if slices.ContainsFunc(m.Func.usersOf(m.Node), func(u int32) bool { return m.Func.Nodes[u].Op != table.Go }) {
			s.out.handled = true
		}
	}
}

// cell follows a variable: what is loaded from it, also in function literals.
func (s *outcomeSearch) cell(n int32) {
	f := s.f
	for _, u := range f.usersOf(n) {
		switch f.Nodes[u].Op {
		case table.Load, table.Convert, table.FieldOf, table.Elem:
			s.value(u)
		case table.Closure:
			s.literal(u, n)
		}
	}
}

// literal follows a variable into a function literal that captures it, mostly a deferred one: it may log what it finds there, or act on it.
func (s *outcomeSearch) literal(closure, cell int32) {
	f := s.f
	g := f.program.byName[f.Nodes[closure].Name]
	if g == nil || f.Nodes[closure].Index != 0 {
		return
	}
	for i, a := range f.Nodes[closure].Args {
		if a != cell {
			continue
		}
		o := g.errorVar(int32(i))
		s.out.handled = s.out.handled || o.handled
		s.out.logged = s.out.logged || o.logged
	}
}

// errorVar is what a function literal does with an error in captured variable i.
func (f *Func) errorVar(i int32) outcome {
	s := outcomeSearch{f: f, call: -1, seen: map[int32]bool{}, out: outcome{returned: -1}}
	for n := range f.Nodes {
		if f.Nodes[n].Op == table.FreeVar && f.Nodes[n].Index == i {
			s.value(int32(n))
		}
	}
	for b := range f.Blocks {
		if cond := f.Blocks[b].Cond; cond >= 0 && slices.Contains(s.tests, cond) {
			for _, succ := range f.Blocks[b].Succs {
				s.region(succ, int32(b))
			}
		}
	}
	return s.out
}

var (
	logWords    = regexp.MustCompile(`(?i)^(log|print|debug|info|warn|error|trace|notice|critical|alert|msg|err|with|fields?|add|record|set|observe|inc|capture|report)`)
	logOwners   = regexp.MustCompile(`(?i)log|zap|slog|trac|span|otel|opentelemetry|metric|prometheus|sentry|monitor|telemetry|statsd|newrelic|datadog|honey|rollbar|bugsnag|glog|klog`)
	logPackages = regexp.MustCompile(`^\(?\*?(github\.com/rs/zerolog|go\.uber\.org/zap|github\.com/sirupsen/logrus|log/slog|golang\.org/x/exp/slog|log\.|k8s\.io/klog|github\.com/golang/glog|github\.com/go-kit/(kit/)?log|github\.com/hashicorp/go-hclog|github\.com/go-logr/logr|go\.opentelemetry\.io/otel|github\.com/prometheus/client_golang|github\.com/getsentry/sentry-go|github\.com/charmbracelet/log|github\.com/inconshreveable/log15|github\.com/apex/log|github\.com/opentracing/opentracing-go)`)
	exitWords   = regexp.MustCompile(`^(Fatal|Panic|Exit)`)
)

// logs tells whether a call only tells somebody about its arguments.
func (f *Func) logs(n int32) bool {
	c := &f.Nodes[n]
	for _, t := range f.calls[n].targets {
		if t.model != nil {
			return t.model.Log
		}
	}
	if c.Mode == table.Dynamic {
		return false
	}
	name := methodName(c.Name)
	if logPackages.MatchString(c.Name) {
		return !exitWords.MatchString(name)
	}
	return logWords.MatchString(name) && !exitWords.MatchString(name) && logOwners.MatchString(strings.TrimSuffix(c.Name, name)+c.Type)
}

// exits tells whether a call does not return.
func (f *Func) exits(n int32) bool {
	c := &f.Nodes[n]
	for _, t := range f.calls[n].targets {
		if t.model != nil && t.model.Exits {
			return true
		}
	}
	if c.Mode == table.Dynamic {
		return false
	}
	name := methodName(c.Name)
	return c.Name == "os.Exit" || exitWords.MatchString(name) && logOwners.MatchString(strings.TrimSuffix(c.Name, name)+c.Type)
}

// argument judges a call that is given the error.
func (s *outcomeSearch) argument(u, n int32) {
	f := s.f
	c := &f.Nodes[u]
	if from, is := f.accessor(u, 0); is && from == n || isAccessor(f, u, n) {
		s.value(u)
		for _, e := range f.usersOf(u) {
			if f.Nodes[e].Op == table.Extract {
				if from, ok := f.accessor(u, f.Nodes[e].Index); ok && from == n {
					s.value(e)
				} else {
					delete(s.seen, e)
				}
			}
		}
		return
	}
	if c.Mode == table.Dynamic {
		s.out.handled = true
		return
	}
	switch {
	case c.Name == "errors.Is" || c.Name == "errors.As":
		return // a look at it
	case c.Name == "(error).Error" || f.wraps(u):
		s.value(u)
		return
	case f.exits(u):
		s.out.handled = true
		return
	case f.logs(u):
		s.out.logged = true
		s.value(u) // log.With().Err(err) goes on
		s.out.payload = s.out.payload || s.withPayload(u)
		return
	}
	if c.Recv && c.Args[0] == n && f.typeOf(n) != "error" && !slices.ContainsFunc(f.calls[u].targets, func(t target) bool { return t.fn != nil }) {
		return // asks a library's result object for something else
	}
	for _, t := range f.calls[u].targets {
		if t.fn == nil {
			continue
		}
		for i, a := range c.Args {
			if a != n {
				continue
			}
			if o := t.fn.errorParam(int32(i)); !o.handled && o.returned < 0 && o.logged {
				s.out.logged = true
				return
			}
		}
	}
	s.out.handled = true // whoever gets it may do something about it
}

func isAccessor(f *Func, u, n int32) bool {
	for i := range int32(3) {
		if from, ok := f.accessor(u, i); ok && from == n {
			return true
		}
	}
	return false
}

// errorParam is what a function does with an error that it is given.
func (f *Func) errorParam(i int32) outcome {
	if o, ok := f.params[i]; ok {
		return o
	}
	if f.params == nil {
		f.params = map[int32]outcome{}
	}
	f.params[i] = outcome{returned: -1, handled: true} // while it is being found out: a recursive function
	o := f.outcomeOf(-1, -1, i)
	if !o.handled && o.returned < 0 && slices.ContainsFunc(f.acting(), func(n int32) bool { return !f.harmless(n) }) {
		o.handled = true // it does more than to log
	}
	f.params[i] = o
	return o
}

// acting lists the calls and other actions of a function.
func (f *Func) acting() []int32 {
	var out []int32
	for b := range f.Blocks {
		out = append(out, f.Blocks[b].Nodes...)
	}
	return out
}

// wraps tells whether a call makes an error (or its text) out of what it is given.
func (f *Func) wraps(u int32) bool {
	c := &f.Nodes[u]
	for _, t := range f.calls[u].targets {
		if t.model != nil && (t.model.Neutral || t.model.NewError || !t.model.Same.IsZero()) {
			return true
		}
		if t.fn != nil && len(t.fn.Results) == 1 && t.fn.Results[0] == "error" && t.fn.sum != nil && len(t.fn.sum.Effects) == 0 {
			return true
		}
	}
	return strings.HasPrefix(c.Name, "fmt.Sprint") || c.Name == "fmt.Errorf" || strings.HasPrefix(c.Name, "strings.") || strings.HasPrefix(c.Name, "errors.") ||
		strings.HasPrefix(c.Name, "github.com/pkg/errors.")
}

// withPayload tells whether a log call is also given what was to be published.
func (s *outcomeSearch) withPayload(u int32) bool {
	if s.call < 0 {
		return false
	}
	f := s.f
	sent := map[Place]bool{}
	for i, a := range f.Nodes[s.call].Args {
		if i == 0 && (f.Nodes[s.call].Recv || f.Nodes[s.call].Mode == table.Dynamic) {
			continue
		}
		for pl := range f.leaves(a) {
			sent[pl] = true
		}
	}
	for _, a := range f.Nodes[u].Args[btoi(f.Nodes[u].Recv):] {
		for _, pl := range f.wholes(a) {
			if sent[pl] {
				return true
			}
		}
	}
	return false
}

// wholes lists the values handed to a variadic call, unwrapped.
func (f *Func) wholes(n int32) []Place {
	var out []Place
	if obj := f.object(n); obj >= 0 {
		for _, s := range f.stores[obj] {
			out = append(out, f.Places(s.value)...)
		}
	}
	out = append(out, f.Places(n)...)
	return slices.DeleteFunc(out, func(pl Place) bool { return pl.Root == FromNode && f.Nodes[pl.Index].Op == table.Const })
}

// branches looks at what happens where the error is not nil, if nobody took it away.
func (s *outcomeSearch) branches() {
	f := s.f
	for b := range f.Blocks {
		for i := range f.Blocks[b].Succs {
			for _, fact := range f.facts(int32(b), i) {
				if !fact.failed || fact.call != s.call {
					continue
				}
				s.region(f.Blocks[b].Succs[i], int32(b))
			}
		}
	}
	if !s.out.handled && len(s.tests) > 0 && (f.retried(s.call) || f.leftUnsettled(s.call)) {
		s.out.handled = true // tried again
	}
}

// leftUnsettled tells whether a message is settled where call n worked, and not where it failed: the broker delivers it again, and with it comes the publish.
//
//	if err := publish(ctx, e); err != nil { log.Print(err); return }
//	msg.Ack()
func (f *Func) leftUnsettled(n int32) bool {
	if n < 0 {
		return false
	}
	var worked, failed []bool
	for b := range f.Blocks {
		for i, succ := range f.Blocks[b].Succs {
			for _, fact := range f.facts(int32(b), i) {
				switch {
				case fact.call != n:
				case fact.failed:
					failed = f.from(succ, f.Nodes[n].Block, failed)
				default:
					worked = f.from(succ, f.Nodes[n].Block, worked)
				}
			}
		}
	}
	if worked == nil || failed == nil {
		return false // nobody looks
	}
	settled := false
	for b := range f.Blocks {
		if !worked[b] && !failed[b] || !slices.ContainsFunc(f.Blocks[b].Nodes, f.settles) {
			continue
		}
		if failed[b] {
			return false
		}
		settled = true
	}
	return settled
}

// from adds to a set the blocks that are reached from b before block call, or one that leads to it, comes round again.
func (f *Func) from(b, call int32, set []bool) []bool {
	if set == nil {
		set = make([]bool, len(f.Blocks))
	}
	if f.dominates(b, call) || set[b] {
		return set
	}
	set[b] = true
	for _, s := range f.Blocks[b].Succs {
		f.from(s, call, set)
	}
	return set
}

// settles tells whether a call tells the broker that a message is done with.
func (f *Func) settles(n int32) bool {
	if !isCall(f.Nodes[n].Op) {
		return false
	}
	return slices.ContainsFunc(f.calls[n].targets, func(t target) bool {
		if t.model != nil {
			return done(t.model.Settle)
		}
		return t.fn != nil && t.fn.isSettling()
	})
}

// done tells whether a message is not delivered again.
func done(s *models.Settle) bool {
	return s != nil && (s.How == "ack" || s.How == "commit" || s.How == "mark")
}

// isSettling tells whether a function settles a message.
func (f *Func) isSettling() bool {
	if f.settlingKnown == 0 {
		f.settlingKnown = 1 // not, while it is being found out: a recursive function
		if slices.ContainsFunc(f.acting(), f.settles) {
			f.settlingKnown = 2
		}
	}
	return f.settlingKnown == 2
}

// region is what is only reached when the call failed: the blocks dominated by the branch.
func (s *outcomeSearch) region(start, from int32) {
	f := s.f
	if len(f.Blocks[start].Preds) != 1 {
		return // also reached otherwise: nothing is done about it here
	}
	for b := range f.Blocks {
		if !f.dominates(start, int32(b)) {
			continue
		}
		for _, n := range f.Blocks[b].Nodes {
			node := &f.Nodes[n]
			switch {
			case node.Op == table.Return:
				if f.reportsFailure(n) {
					s.out.handled = true
				}
			case isCall(node.Op) && f.logs(n):
				s.out.logged = true
				s.out.payload = s.out.payload || s.withPayload(n)
			case !f.harmless(n):
				s.out.handled = true
			}
		}
	}
	if slices.Contains(f.Blocks[start].Succs, from) && f.retried(s.call) {
		s.out.handled = true
	}
}

// reportsFailure tells whether a return says to the caller that something went wrong.
func (f *Func) reportsFailure(n int32) bool {
	ret := &f.Nodes[n]
	for i, a := range ret.Args {
		v := &f.Nodes[strip(f, a)]
		if f.Results[i] == "error" {
			if v.Op != table.Const || v.Name != "nil" {
				return true
			}
			continue
		}
		if f.Results[i] == "bool" && v.Op == table.Const && v.Name == "false" {
			return true
		}
	}
	if len(f.Results) == 0 {
		return false
	}
	return f.Results[len(f.Results)-1] != "error" && !slices.Contains(f.Results, "bool") && !slices.Contains(f.Results, "error") // by its value, perhaps
}

var harmlessPackages = regexp.MustCompile(`^\(?\*?(fmt|strings|strconv|time|errors|context|sync|runtime|math|sort|slices|maps|bytes|unicode|encoding/json|github\.com/google/uuid|github\.com/pkg/errors)[./]`)

// harmless tells whether an acting node does nothing about an error: it logs, formats, waits, closes a span.
func (f *Func) harmless(n int32) bool {
	node := &f.Nodes[n]
	switch node.Op {
	case table.Return, table.RunDefers, table.Recv:
		return true
	case table.Store:
		switch f.Nodes[strip(f, node.Args[0])].Op {
		case table.Alloc:
			return true
		case table.FieldOf, table.Elem:
			obj := f.object(f.Nodes[strip(f, node.Args[0])].Args[0])
			return obj >= 0 && f.Nodes[obj].Op == table.Alloc
		}
		return false
	case table.Call, table.Go, table.Defer:
	default:
		return false // send, panic
	}
	if f.exits(n) {
		return false
	}
	if f.logs(n) {
		return true
	}
	if node.Mode == table.Dynamic {
		v := &f.Nodes[strip(f, node.Args[0])]
		return v.Op == table.Extract && strings.HasPrefix(f.Nodes[v.Args[0]].Name, "context.With") // cancel()
	}
	for _, t := range f.calls[n].targets {
		if t.model != nil {
			return t.model.Neutral || t.model.NewError || t.model.Log || t.model.Marshal != nil || t.model.ErrorOf != nil || t.model.ID || t.model.Close != nil || done(t.model.Settle)
		}
	}
	if node.Name == "(error).Error" || harmlessPackages.MatchString(node.Name) {
		return true
	}
	if len(f.calls[n].targets) == 1 && f.calls[n].targets[0].fn != nil {
		return f.calls[n].targets[0].fn.isHarmless()
	}
	name := methodName(node.Name)
	return (name == "Close" || name == "End" || strings.HasPrefix(name, "Get") || strings.HasPrefix(name, "String") || strings.HasPrefix(name, "With") || strings.HasPrefix(name, "New")) && node.Op == table.Call ||
		name == "Ctx" || name == "FromContext" || strings.HasSuffix(name, "Logger")
}

// isHarmless tells whether all that a function does is harmless.
func (f *Func) isHarmless() bool {
	if f.harmlessKnown == 0 {
		f.harmlessKnown = 1 // not, while it is being found out: a recursive function
		if !slices.ContainsFunc(f.acting(), func(n int32) bool { return !f.harmless(n) }) {
			f.harmlessKnown = 2
		}
	}
	return f.harmlessKnown == 2
}

// retried tells whether a call stands in a loop that ends when it succeeds, and does the same each time: its arguments do not change.
func (f *Func) retried(n int32) bool {
	if n < 0 {
		return false
	}
	loop := f.loop(f.Nodes[n].Block)
	if loop == nil {
		return false
	}
	if !f.leavesOnSuccess(n, loop) {
		return false
	}
	for i, a := range f.Nodes[n].Args {
		if i == 0 && f.Nodes[n].Recv {
			continue
		}
		if f.varies(a, loop, map[int32]bool{}) {
			return false
		}
	}
	return true
}

// leavesOnSuccess tells whether the loop is left where call n did not fail.
func (f *Func) leavesOnSuccess(n int32, loop []bool) bool {
	for b := range f.Blocks {
		if !loop[b] {
			continue
		}
		for i, s := range f.Blocks[b].Succs {
			for _, fact := range f.facts(int32(b), i) {
				if fact.call == n && !fact.failed && f.leaves1(s, loop) {
					return true
				}
			}
		}
	}
	return false
}

// leaves1 tells whether a block lies outside a loop, or does nothing but go there.
func (f *Func) leaves1(b int32, loop []bool) bool {
	for range len(f.Blocks) {
		if !loop[b] {
			return true
		}
		if len(f.Blocks[b].Succs) != 1 {
			return false
		}
		b = f.Blocks[b].Succs[0]
		if f.Blocks[b].Cond >= 0 && loop[b] {
			return false
		}
	}
	return false
}

// loop lists the blocks of the loops around a block, nil if it is in none.
func (f *Func) loop(b int32) []bool {
	w := flow{f: f}
	if b < 0 {
		return nil
	}
	var out []bool
	for x := range f.Blocks {
		if w.again(b, int32(x)) {
			if out == nil {
				out = make([]bool, len(f.Blocks))
			}
			out[x] = true
		}
	}
	return out
}

// again tells whether control can go from a to b and back.
func (w *flow) again(a, b int32) bool {
	there := slices.ContainsFunc(w.f.Blocks[a].Succs, func(s int32) bool { return w.reaches(s, b) })
	return there && slices.ContainsFunc(w.f.Blocks[b].Succs, func(s int32) bool { return w.reaches(s, a) })
}

// varies tells whether a value changes from one round of a loop to the next.
func (f *Func) varies(n int32, loop []bool, seen map[int32]bool) bool {
	if seen[n] {
		return false
	}
	seen[n] = true
	node := &f.Nodes[n]
	switch node.Op {
	case table.Phi:
		if node.Block >= 0 && loop[node.Block] {
			return true
		}
	case table.Elem:
		return true // of a range, most likely
	case table.Recv:
		return node.Block >= 0 && loop[node.Block]
	case table.Call:
		return node.Block >= 0 && loop[node.Block] && len(node.Args) > 0 && slices.ContainsFunc(node.Args, func(a int32) bool { return f.varies(a, loop, seen) })
	case table.Alloc:
		for _, s := range f.stores[n] {
			if f.varies(s.value, loop, seen) {
				return true
			}
		}
		return false
	}
	for _, a := range node.Args {
		if f.varies(a, loop, seen) {
			return true
		}
	}
	return false
}

// dominates tells whether every way to block b leads through a.
func (f *Func) dominates(a, b int32) bool {
	if f.doms == nil {
		f.dominators()
	}
	for {
		if a == b {
			return true
		}
		if b == 0 || f.doms[b] < 0 {
			return false
		}
		b = f.doms[b]
	}
}

// dominators finds immediate dominators (Cooper, Harvey, Kennedy).
func (f *Func) dominators() {
	n := len(f.Blocks)
	f.doms = make([]int32, n)
	post := make([]int32, n)
	var order []int32
	seen := make([]bool, n)
	var visit func(b int32)
	visit = func(b int32) {
		seen[b] = true
		for _, s := range f.Blocks[b].Succs {
			if !seen[s] {
				visit(s)
			}
		}
		post[b] = int32(len(order))
		order = append(order, b)
	}
	visit(0)
	for i := range f.doms {
		f.doms[i] = -1
	}
	f.doms[0] = 0
	for changed := true; changed; {
		changed = false
		for i := len(order) - 1; i >= 0; i-- {
			b := order[i]
			if b == 0 {
				continue
			}
			idom := int32(-1)
			for _, p := range f.Blocks[b].Preds {
				if f.doms[p] < 0 {
					continue
				}
				if idom < 0 {
					idom = p
					continue
				}
				x, y := p, idom
				for x != y {
					for post[x] < post[y] {
						x = f.doms[x]
					}
					for post[y] < post[x] {
						y = f.doms[y]
					}
				}
				idom = x
			}
			if f.doms[b] != idom {
				f.doms[b], changed = idom, true
			}
		}
	}
}
