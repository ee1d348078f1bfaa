package bus

import (
	"slices"

	"github.com/buslint/buslint/analyzers/bus/table"
)

// NoAck is a stream that tells nobody whether it has kept an event.
type NoAck struct {
	Setup Setup
	Value Value
}

// NoAcks lists the streams that the program makes so, outside tests.
func (p *Program) NoAcks() []NoAck {
	const setting = "noack"
	var out []NoAck
	for _, f := range p.Funcs {
		if !f.flowsOut() {
			continue // test
		}
		for n := range f.Nodes {
			if f.Nodes[n].Op != table.Call {
				continue
			}
			for _, t := range f.calls[n].targets {
				if t.model == nil || t.model.Stores == nil {
					continue // it makes no stream
				}
				at := CallSite{f, int32(n)}
				values := p.settingIn(at, t.model.Stores.Topic, setting)
				if len(values) > 0 && !slices.ContainsFunc(values, func(v Value) bool { return v.Word != "on" }) {
					out = append(out, NoAck{Setup{Library: t.model.Library, Kind: "stream", At: at}, values[0]})
				}
			}
		}
	}
	return out
}
