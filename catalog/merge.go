package catalog

import (
	"cmp"
	"fmt"
	"io"
	"maps"
	"slices"
	"time"

	"github.com/buslint/buslint/finding"
)

// Part is a catalogue that is merged with others, and the name of its file.
type Part struct {
	Name string
	Catalogue
}

// Freshness says how old a catalogue may be: no older than MaxAge at Now. A MaxAge of 0 permits any age.
type Freshness struct {
	Now    time.Time
	MaxAge time.Duration
}

// ConflictKind says what does not fit together.
type ConflictKind string

// The kinds of conflicts.
const (
	OwnerConflict ConflictKind = "owner"    // a topic with two owners
	ShapeConflict ConflictKind = "shape"    // a field that one writes otherwise than another writes or reads it
	EndConflict   ConflictKind = "ended"    // what is deprecated in one repository is used in another
	TwiceConflict ConflictKind = "twice"    // two catalogues of one module
	StaleConflict ConflictKind = "stale"    // a catalogue that is too old, or does not say how old
	StrayConflict ConflictKind = "observed" // a broker sees a consumer that no catalogue has
	EndlessTopic  ConflictKind = "orphan"   // published and never consumed, or consumed and never published
)

// Conflict is something that does not fit together in merged catalogues.
type Conflict struct {
	Kind      ConflictKind       `json:"kind"`
	Severity  finding.Severity   `json:"severity"`
	Text      string             `json:"text"`
	Positions []finding.Position `json:"positions,omitempty"`
}

// Merge joins the catalogues of several programs. Places get the module of their program. Of two catalogues of one module the newer one counts.
func Merge(parts []Part, f Freshness) (Catalogue, []Conflict) {
	parts, conflicts := newest(parts)
	var edges []Edge
	var out Catalogue
	shapes := Shapes{}
	for _, p := range parts {
		module := p.module()
		for _, e := range p.Edges {
			e.Position = within(e.Position, module)
			edges = append(edges, e)
		}
		maps.Copy(shapes, p.Shapes)
		for _, t := range p.Topics {
			t.Position = within(t.Position, module)
			out.Topics = append(out.Topics, t)
		}
		origins := p.Origins
		if len(origins) == 0 {
			origins = []Origin{{Module: module}}
		}
		out.Origins = append(out.Origins, origins...)
	}
	out.Edges, out.Topics = New(edges).Edges, sortTopics(out.Topics)
	out.Shapes = shapes.Of(out.Edges)
	slices.SortFunc(out.Origins, func(a, b Origin) int { return cmp.Or(cmp.Compare(a.Module, b.Module), cmp.Compare(a.Time, b.Time)) })
	for _, o := range out.Stale(f) {
		conflicts = append(conflicts, Conflict{Kind: StaleConflict, Severity: finding.Warning, Text: o.staleness(f)})
	}
	conflicts = slices.Concat(conflicts, owners(out), clashes(out), ended(out, f.Now.Format(time.DateOnly)), strays(out), endless(out))
	slices.SortStableFunc(conflicts, func(a, b Conflict) int {
		return cmp.Or(cmp.Compare(b.Severity.Rank(), a.Severity.Rank()), cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Text, b.Text))
	})
	return out, conflicts
}

// module names the program of a catalogue: a merged one has several, whose places say which.
func (p Part) module() string {
	switch len(p.Origins) {
	case 0:
		return p.Name
	case 1:
		return p.Origins[0].Module
	}
	return ""
}

func within(p finding.Position, module string) finding.Position {
	if p.Module == "" {
		p.Module = module
	}
	return p
}

// newest leaves out catalogues of modules of which there is a newer one.
func newest(parts []Part) ([]Part, []Conflict) {
	var out []Part
	var conflicts []Conflict
	for _, p := range parts {
		i := slices.IndexFunc(out, func(o Part) bool {
			return len(o.Origins) == 1 && len(p.Origins) == 1 && o.Origins[0].Module == p.Origins[0].Module
		})
		if i < 0 {
			out = append(out, p)
			continue
		}
		if at(p.Origins[0].Time).After(at(out[i].Origins[0].Time)) {
			out[i], p = p, out[i]
		}
		conflicts = append(conflicts, Conflict{Kind: TwiceConflict, Severity: finding.Warning, Text: fmt.Sprintf("%s is a catalogue of %s, of which %s is newer or came first: it is left out", p.Name, p.Origins[0].Module, out[i].Name)})
	}
	return out, conflicts
}

func at(t string) time.Time {
	parsed, err := time.Parse(time.RFC3339, t)
	if err != nil {
		return time.Time{}
	}
	return parsed
}

// Stale lists the origins that are too old, or do not say how old they are.
func (c Catalogue) Stale(f Freshness) []Origin {
	if f.MaxAge == 0 {
		return nil
	}
	var out []Origin
	for _, o := range c.Origins {
		if t := at(o.Time); t.IsZero() || f.Now.Sub(t) > f.MaxAge {
			out = append(out, o)
		}
	}
	return out
}

func (o Origin) staleness(f Freshness) string {
	if t := at(o.Time); !t.IsZero() {
		return fmt.Sprintf("the catalogue of %s is %d days old, so what it says may be over", o.Module, int(f.Now.Sub(t).Hours()/24))
	}
	return fmt.Sprintf("the catalogue of %s does not say how old it is", o.Module)
}

// owners tells of topics that several repositories declare with different owners.
func owners(c Catalogue) []Conflict {
	var out []Conflict
	told := map[string]bool{}
	for i, t := range c.Topics {
		for _, o := range c.Topics[i+1:] {
			key := JoinKey(t.called())
			if t.Owner == "" || o.Owner == "" || SameOwner(t.Owner, o.Owner) || key != JoinKey(o.called()) || !sameBus(t.Bus, o.Bus) || told[key] {
				continue
			}
			told[key] = true
			out = append(out, Conflict{OwnerConflict, finding.Error, fmt.Sprintf("%q has two owners: %s and %s", t.Name, t.Owner, o.Owner), []finding.Position{t.Position, o.Position}})
		}
	}
	return out
}

func (d Declaration) called() string { return cmp.Or(d.Address, d.Name) }

// ended tells of what is deprecated in one repository and used in another.
func ended(c Catalogue, now string) []Conflict {
	var out []Conflict
	for _, t := range c.Topics {
		for _, end := range t.Endings {
			for _, e := range c.Edges {
				if e.Position.Module == t.Position.Module || e.Source != Static || !sameBus(t.Bus, e.Bus) || e.Topic.Certainty != Constant || JoinKey(t.called()) != JoinKey(e.Topic.Name) {
					continue // its own repository tells of it, or it is not known to be it
				}
				if end.Version != 0 && (e.Payload == "" || end.Payload == "" || typeName(e.Payload) != typeName(end.Payload)) || e.Acked != "" && e.Acked <= end.Sunset {
					continue // another version, or it will be gone in time
				}
				d := Due{Declaration: t, Ending: end}
				severity, when := finding.Warning, "is deprecated"
				switch {
				case end.Sunset != "" && end.Sunset < now:
					severity, when = finding.Error, "was to end on "+end.Sunset
				case end.Sunset != "":
					when = "ends on " + end.Sunset
				}
				out = append(out, Conflict{EndConflict, severity, fmt.Sprintf("%s %s, and %s %s it", d, when, e.Who(), e.verb()), []finding.Position{e.Position, t.Position}})
			}
		}
	}
	return out
}

// strays tells of consumers that a broker has seen and no catalogue has.
func strays(c Catalogue) []Conflict {
	var out []Conflict
	for _, e := range c.Edges {
		if e.Source != Observed || slices.ContainsFunc(c.Edges, e.explained) {
			continue
		}
		out = append(out, Conflict{StrayConflict, finding.Warning, fmt.Sprintf("group %q consumes %q and is in no catalogue", e.Group, e.Topic.Name), []finding.Position{e.Position}})
	}
	return out
}

// explained tells whether an edge is what a broker has seen. One whose group is not known may be, if it is found in code; a registration without a group is if it
// has the group's name.
func (e Edge) explained(o Edge) bool {
	if o.Source == Observed || o.Direction != Consume || !sameBus(o.Bus, e.Bus) {
		return false
	}
	if o.Topic.Certainty == Unknown {
		return o.Group == e.Group
	}
	return joined(e.Topic.Name, o) && (o.Group == e.Group || o.Group == "" && (o.Source == Static || o.Service == e.Group))
}

// endless tells of topics without another end in all catalogues.
func endless(c Catalogue) []Conflict {
	var out []Conflict
	told := map[string]bool{}
	for _, e := range c.Edges {
		key := string(e.Direction) + JoinKey(e.Topic.Name)
		if e.Topic.Certainty == Unknown || e.Source == Declared || !Joins(e.Bus) || told[key] || slices.ContainsFunc(c.Edges, func(o Edge) bool {
			return o.Direction != e.Direction && (o.Meets(e) || JoinKey(o.Topic.Name) == JoinKey(e.Topic.Name))
		}) {
			continue
		}
		told[key] = true
		missing := "consumed nowhere"
		if e.Direction == Consume {
			missing = "published nowhere"
		}
		out = append(out, Conflict{EndlessTopic, finding.Info, fmt.Sprintf("%q is %s", e.Topic.Name, missing), []finding.Position{e.Position}})
	}
	return out
}

// ConflictsText writes conflicts for people, one a line with its places below.
func ConflictsText(w io.Writer, conflicts []Conflict) error {
	var lines []string
	for _, c := range conflicts {
		lines = append(lines, fmt.Sprintf("%s: %s (%s)", c.Severity, c.Text, c.Kind))
		for _, p := range c.Positions {
			lines = append(lines, fmt.Sprintf("  %s", p))
		}
	}
	return writeLines(w, lines)
}

// EncodeConflicts writes conflicts as JSON.
func EncodeConflicts(w io.Writer, conflicts []Conflict) error {
	return encode(w, struct {
		Version   int        `json:"version"`
		Conflicts []Conflict `json:"conflicts"`
	}{Version, append([]Conflict{}, conflicts...)})
}
