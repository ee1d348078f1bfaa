package payload

import "cmp"

// Severity is what a change does to the values that are read.
type Severity string

// The severities, from the worst.
const (
	Break   Severity = "BREAK"   // reading ends with an error, for typical values
	Lossy   Severity = "LOSSY"   // no error, but a value is silently wrong or zero
	Risk    Severity = "RISK"    // an error or another value, for some values
	Unknown Severity = "UNKNOWN" // code of the program decides, which is not read
	Safe    Severity = "SAFE"    // nothing is lost
)

// Severities lists the severities, the worst first.
var Severities = []Severity{Break, Lossy, Risk, Unknown, Safe}

func (s Severity) rank() int {
	for i, o := range Severities {
		if o == s {
			return i
		}
	}
	return len(Severities)
}

// Direction says who reads what.
type Direction string

// The directions.
const (
	Backward Direction = "backward" // the new type reads what the old one wrote: a replay, a retained log, a dead letter
	Forward  Direction = "forward"  // the old type reads what the new one writes: consumers that are not deployed yet
)

// Verdict is what one change of a payload does in one direction.
type Verdict struct {
	ID          string    `json:"id"` // J01 and so on, a rule of buf for Protobuf, A01 and so on for Avro
	Direction   Direction `json:"direction"`
	Severity    Severity  `json:"severity"`
	Path        string    `json:"path"` // on the wire: "lines[].sku"; "" is the whole payload
	Old         string    `json:"old,omitempty"`
	New         string    `json:"new,omitempty"`
	Why         string    `json:"why"`
	Fix         string    `json:"fix,omitempty"`
	Revision    int       `json:"revision,omitempty"` // of the lock that the payload was compared with, if it was one
	Fingerprint string    `json:"fingerprint"`        // of this change, whatever stands around it
}

// seal sets what follows from the rest.
func (v Verdict) seal() Verdict {
	if v.Severity != Safe && v.Fix == "" {
		v.Fix = fixes[v.ID]
		if v.Fix == "" {
			v.Fix = fixes[""]
		}
	}
	v.Fingerprint = digest(v.ID, string(v.Direction), v.Path, v.Old, v.New)
	return v
}

// compare orders verdicts: by place, then the worst first.
func (v Verdict) compare(o Verdict) int {
	return cmp.Or(cmp.Compare(v.Path, o.Path), cmp.Compare(v.Severity.rank(), o.Severity.rank()), cmp.Compare(v.ID, o.ID),
		cmp.Compare(v.Direction, o.Direction), cmp.Compare(v.Old, o.Old), cmp.Compare(v.New, o.New), cmp.Compare(v.Revision, o.Revision))
}

// Worst is the worst severity of verdicts, [Safe] if there are none.
func Worst(list []Verdict) Severity {
	worst := Safe
	for _, v := range list {
		if v.Severity.rank() < worst.rank() {
			worst = v.Severity
		}
	}
	return worst
}
