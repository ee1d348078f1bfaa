package catalog

import (
	"slices"
	"strings"

	"github.com/buslint/buslint/payload"
)

// Misfit is a payload that a consumer cannot read, or not all that it wants of it.
type Misfit struct {
	Publish, Consume Edge
	Verdicts         []payload.Verdict // by which reading fails, or loses what the consumer reads; the worst first
}

// Misfits compares what is published on topics whose names are known with what consumers decode it into: structs of their own, in the program or, in a merged
// catalogue, in another one. Each pair of types is told once for a topic.
func (c Catalogue) Misfits() []Misfit {
	type key struct{ topic, published, consumed string }
	told := map[key]bool{}
	var out []Misfit
	for _, p := range c.Edges {
		if p.Direction != Publish || p.Topic.Certainty != Constant || c.Shapes[p.Shape] == nil {
			continue // where it goes, or what it looks like, is not known
		}
		for _, o := range c.Edges {
			k := key{p.Topic.Name, p.Payload, o.Payload}
			if o.Direction != Consume || o.Topic.Certainty != Constant || told[k] || p.Payload == o.Payload && p.Position.Module == o.Position.Module || !c.meet(p, o) {
				continue
			}
			if v := c.misfit(p, o); len(v) > 0 {
				told[k] = true
				out = append(out, Misfit{p, o, v})
			}
		}
	}
	return out
}

// meet tells whether a consumer surely gets what is published, as the event that it decodes.
func (c Catalogue) meet(p, o Edge) bool {
	shape := c.Shapes[o.Shape]
	if shape == nil || !sameBus(p.Bus, o.Bus) || JoinKey(p.Topic.Name) != JoinKey(o.Topic.Name) || !Joins(p.Bus) && p.Topic.Name != o.Topic.Name {
		return false
	}
	if c.Shapes[p.Shape].Codec != shape.Codec && (p.Format == "" || o.Format == "") {
		return false // in which format it is, one side does not say
	}
	if strings.EqualFold(typeName(p.Payload), typeName(o.Payload)) {
		return true
	}
	return !p.Wrapped && paired(c, p, o) && alike(c.Shapes[p.Shape], shape)
}

// alike tells whether at least half of what a reader knows is written: else it may be another event, or an envelope around it.
func alike(writer, reader *payload.Schema) bool {
	written, read := writer.Names(), reader.Names()
	common := 0
	for _, name := range read {
		if slices.ContainsFunc(written, func(w string) bool { return strings.EqualFold(w, name) }) {
			common++
		}
	}
	return common > 0 && 2*common >= len(read)
}

// misfit judges what a consumer makes of a payload. A value of the wrong kind fails even where nobody looks at it; a missing one matters to those who are
// known to read it, if no other producer writes it.
func (c Catalogue) misfit(p, o Edge) []payload.Verdict {
	writer, reader := c.Shapes[p.Shape], c.Shapes[o.Shape]
	out := slices.DeleteFunc(payload.Mismatch(writer, reader, nil, payload.CompareOptions{}), func(v payload.Verdict) bool { return v.Severity != payload.Break })
	if len(o.Reads) == 0 {
		return out
	}
	for _, v := range payload.Mismatch(writer, reader, o.Reads, payload.CompareOptions{}) {
		if v.Severity != payload.Lossy || v.New == "" && c.writtenByOther(p, o, v) {
			continue // for some values alone, or not for all events
		}
		out = append(out, v)
	}
	return out
}

// writtenByOther tells whether another producer of the topic writes a field that one leaves out.
func (c Catalogue) writtenByOther(p, o Edge, missing payload.Verdict) bool {
	return slices.ContainsFunc(c.Edges, func(x Edge) bool {
		if x.Direction != Publish || x.Payload == p.Payload && x.Shape == p.Shape || JoinKey(x.Topic.Name) != JoinKey(p.Topic.Name) && x.Topic.Certainty == Constant {
			return false
		}
		shape := c.Shapes[x.Shape]
		return shape == nil || !slices.ContainsFunc(payload.Mismatch(shape, c.Shapes[o.Shape], o.Reads, payload.CompareOptions{}), func(v payload.Verdict) bool { return v.Path == missing.Path && v.Severity == payload.Lossy })
	})
}
