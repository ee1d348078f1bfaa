package eventloop

import (
	_ "embed"
	"fmt"

	"github.com/buslint/buslint/analyzers/bus"
	"github.com/buslint/buslint/analyzers/rule"
	"github.com/buslint/buslint/finding"
)

//go:embed doc.go
var doc string

// Rule is the rule.
var Rule = rule.Rule{Name: "eventloop", Family: rule.Consistency, Severity: finding.Error, Since: "0.1.0", Doc: rule.Text(doc), Find: find}

func find(p *bus.Program) []finding.Finding {
	var out []finding.Finding
	for _, l := range p.Loops() {
		if !p.Reports(l.Publish.Func) {
			continue // nobody asked
		}
		f := l.Publish.Finding("eventloop", finding.Error, text(l))
		f.Topic, f.Path = l.Topic, l.Path
		out = append(out, f)
	}
	return out
}

const goesOn = ", so one message goes round for ever"

// text names the topic, unless it is unknown or too long.
func text(l bus.Loop) string {
	topic := fmt.Sprintf("%q", l.Topic)
	if l.Topic == "" || len(topic) > 30 {
		topic = "the event"
	}
	switch l.Others {
	case 0:
		return "the handler of " + topic + " publishes it again" + goesOn
	case 1:
		return "the handler of " + topic + " leads back here" + goesOn
	}
	return fmt.Sprintf("%s leads back here by way of %d handlers", topic, l.Others) + goesOn
}
