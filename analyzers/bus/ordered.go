package bus

import (
	"slices"

	"github.com/buslint/buslint/models"
)

// Ordered finds a publish through what is set up whose messages ask for an order among those of one key: its library is told the key of each message by
// the message itself, or by a function that it is set up with.
func (p *Program) Ordered(s Setup) (CallSite, bool) {
	if keys := s.Settings["ordering-key"]; len(keys) > 0 {
		none := func(v Value) bool { return v.Word == "" || v.Word == "none" }
		return s.At, !slices.ContainsFunc(keys, none)
	}
	return p.Keyed(s)
}

// Changes tells whether a call outside tests changes a setting of anything.
func (p *Program) Changes(setting string) bool { return len(p.setSites()[setting]) > 0 }

// Subscribes tells whether a consumer is surely set up for what a publisher publishes to: for the publisher itself, or for a topic of the same name.
func (p *Program) Subscribes(consumer, publisher Setup) bool {
	if consumer.Library != publisher.Library || consumer.Kind != "consumer" {
		return false
	}
	for _, v := range consumer.Settings["topic"] {
		if v.Word != "" && publisher.Is("topic", v.Word) {
			return true
		}
	}
	return slices.Contains(p.topicHandles(consumer), publisher.At)
}

// topicHandles lists what makes the topics that the configuration of a consumer holds.
func (p *Program) topicHandles(s Setup) []CallSite {
	f := s.At.Func
	var out []CallSite
	for _, t := range f.calls[s.At.Node].targets {
		if t.model == nil || t.model.Construct == nil {
			continue
		}
		a, _, ok := f.argument(s.At.Node, t.model.Construct.Config)
		if !ok {
			continue
		}
		paths, _ := p.optionsOf(p.models.Type(bareType(f.valueType(a))), "topic")
		for _, path := range paths {
			objects, _ := p.tracer.trace(f, nil, a, p.paths.list[path])
			for _, o := range objects {
				if o.ref.fn != nil {
					out = append(out, CallSite{o.ref.fn, o.ref.node})
				}
			}
		}
	}
	return out
}

// Unacked finds a call that receives messages through what is set up which have to be acked by hand.
func (p *Program) Unacked(s Setup) (CallSite, bool) {
	for _, c := range p.intakesOf(s) {
		if c.asks() {
			continue
		}
		if c.model.Consume.AutoAck != "" && !p.selfAcks(c) || !c.model.Consume.Handler.IsZero() {
			return c.at, true
		}
	}
	return CallSite{}, false
}

// asks tells whether a receiving call gets the messages that it asks for, rather than all that the broker sends: those that it returns at once.
func (c *intake) asks() bool {
	m := c.model.Consume
	return m.Handler.IsZero() && m.Message.Root == "result" && !isChannel(c.at.Func.valueType(c.at.Func.resultNode(c.at.Node, int32(m.Message.Index))))
}

// selfAcks tells whether a receiving call may ack by itself.
func (p *Program) selfAcks(c *intake) bool {
	path, err := models.ParsePath(c.model.Consume.AutoAck)
	if err != nil {
		return c.model.Consume.AutoAck == "true"
	}
	a, fields, ok := c.at.Func.argument(c.at.Node, path)
	if !ok {
		return true // not known
	}
	if len(fields) == 0 {
		return c.at.Func.Nodes[strip(c.at.Func, a)].Name != "false"
	}
	return len(p.fieldStores(c.at.Func, a, fields)) > 0
}
