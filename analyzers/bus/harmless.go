package bus

import (
	"slices"
	"strings"

	"github.com/buslint/buslint/analyzers/bus/table"
	"github.com/buslint/buslint/internal/lazyregexp"
)

var (
	logWords    = lazyregexp.New(`(?i)^(log|print|debug|info|warn|error|trace|notice|critical|alert|msg|err|with|fields?|add|record|set|observe|inc|capture|report)`)
	logOwners   = lazyregexp.New(`(?i)log|zap|slog|trac|span|otel|opentelemetry|metric|prometheus|sentry|monitor|telemetry|statsd|newrelic|datadog|honey|rollbar|bugsnag|glog|klog`)
	logPackages = lazyregexp.New(`^\(?\*?(github\.com/rs/zerolog|go\.uber\.org/zap|github\.com/sirupsen/logrus|log/slog|golang\.org/x/exp/slog|log\.|k8s\.io/klog|github\.com/golang/glog|github\.com/go-kit/(kit/)?log|github\.com/hashicorp/go-hclog|github\.com/go-logr/logr|go\.opentelemetry\.io/otel|github\.com/prometheus/client_golang|github\.com/getsentry/sentry-go|github\.com/charmbracelet/log|github\.com/inconshreveable/log15|github\.com/apex/log|github\.com/opentracing/opentracing-go)`)
	exitWords   = lazyregexp.New(`^(Fatal|Panic|Exit)`)
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

// wraps tells whether a call makes an error (or its text) out of what it is given.
func (f *Func) wraps(u int32) bool {
	c := &f.Nodes[u]
	for _, t := range f.calls[u].targets {
		if t.model != nil && (t.model.Neutral || !t.model.Outcomes.IsZero() || t.model.NewError || !t.model.Same.IsZero()) {
			return true
		}
		if t.fn != nil && len(t.fn.Results) == 1 && t.fn.Results[0] == "error" && t.fn.sum != nil && len(t.fn.sum.Effects) == 0 {
			return true
		}
	}
	return strings.HasPrefix(c.Name, "fmt.Sprint") || c.Name == "fmt.Errorf" || strings.HasPrefix(c.Name, "strings.") || strings.HasPrefix(c.Name, "errors.") ||
		strings.HasPrefix(c.Name, "github.com/pkg/errors.")
}

var harmlessPackages = lazyregexp.New(`^\(?\*?(fmt|strings|strconv|time|errors|context|sync|runtime|math|sort|slices|maps|bytes|unicode|encoding/json|github\.com/google/uuid|github\.com/pkg/errors)[./]`)

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
			return t.model.Neutral || t.model.NewError || t.model.Log || t.model.Marshal != nil || t.model.ErrorOf != nil || varying(t.model) || t.model.Close != nil || t.model.Sleeps || done(t.model.Settle)
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
		f.harmlessKnown = 1                                                  // not, while it is being found out: a recursive function
		logger := len(f.Results) == 1 && logOwners.MatchString(f.Results[0]) // it panics if there is none
		if !slices.ContainsFunc(f.acting(), func(n int32) bool { return !f.harmless(n) && !(logger && f.Nodes[n].Op == table.Panic) }) {
			f.harmlessKnown = 2
		}
	}
	return f.harmlessKnown == 2
}

// acting lists the calls and other actions of a function.
func (f *Func) acting() []int32 {
	var out []int32
	for b := range f.Blocks {
		out = append(out, f.Blocks[b].Nodes...)
	}
	return out
}
