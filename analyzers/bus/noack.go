package bus

import "slices"

// NoAck is a stream that tells nobody whether it has kept an event.
type NoAck struct {
	Setup Setup
	Value Value
}

// NoAcks lists the streams that the program makes so, outside tests.
func (p *Program) NoAcks() []NoAck {
	const setting = "noack"
	var out []NoAck
	for at, m := range p.libraryCalls() {
		if m.Stores == nil {
			continue // it makes no stream
		}
		values := p.settingIn(at, m.Stores.Topic, setting)
		if len(values) > 0 && !slices.ContainsFunc(values, func(v Value) bool { return v.Word != "on" }) {
			out = append(out, NoAck{Setup{Library: m.Library, Kind: "stream", At: at}, values[0]})
		}
	}
	return out
}
