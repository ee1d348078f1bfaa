package catalog

import (
	"cmp"
	"fmt"
	"io"
	"strings"

	"github.com/buslint/buslint/finding"
)

// AnswerText writes an answer for people: a line for each consumer, and what is not known.
func AnswerText(w io.Writer, a Answer, stale []Origin) error {
	var lines []string
	may := 0
	for _, u := range a.Consumers {
		line := u.line()
		if !u.Sure {
			line += "; perhaps"
			may++
		}
		lines = append(lines, line)
	}
	sum := fmt.Sprintf("%d consume it", len(a.Consumers)-may)
	if may > 0 {
		sum += fmt.Sprintf(", %d perhaps", may)
	}
	lines = append(lines, sum)
	for _, e := range a.Unknown {
		lines = append(lines, fmt.Sprintf("  %s: %s consumes a topic that is not known, which may be this one", e.Position, e.Who()))
	}
	return writeLines(w, append(lines, staleLines(stale)...))
}

// line tells of a consumer: who it is, where, and how that is known.
func (u Use) line() string {
	line := u.called()
	switch u.Source {
	case Declared:
		line += fmt.Sprintf(": %s: registered", u.Position)
	case Observed:
		line += fmt.Sprintf(": %s: seen by the broker", u.Position)
	default:
		line += fmt.Sprintf(": %s: consumes %s", u.Position, u.described())
	}
	var about []string
	if u.Reads != "" {
		about = append(about, "reads it as "+ShortType(u.Reads))
	}
	if len(u.Versions) > 0 {
		about = append(about, "versions "+strings.Trim(fmt.Sprint(u.Versions), "[]"))
	}
	if u.Group != "" {
		about = append(about, "group "+u.Group)
	}
	if u.Acked != "" {
		about = append(about, "agreed to be gone")
	}
	if u.Library != "" {
		about = append(about, u.Library)
	}
	if len(about) > 0 {
		line += " (" + strings.Join(about, ", ") + ")"
	}
	return line
}

// called names a consumer and its owner.
func (u Use) called() string {
	if u.Owner != "" {
		return fmt.Sprintf("%s (%s)", u.Who(), u.Owner)
	}
	return u.Who()
}

func staleLines(stale []Origin) []string {
	var out []string
	for _, o := range stale {
		out = append(out, fmt.Sprintf("  the catalogue of %s is too old, or does not say how old it is (%s)", o.Module, cmp.Or(o.Time, "no time")))
	}
	return out
}

// EncodeAnswer writes an answer as JSON.
func EncodeAnswer(w io.Writer, a Answer, stale []Origin) error {
	return encode(w, struct {
		Version int `json:"version"`
		Answer
		Stale []Origin `json:"stale,omitempty"`
	}{Version, a, stale})
}

// Safe tells whether something may end: nobody is left, as far as is known, and that is all there is to know.
func (d Due) Safe(stale []Origin) bool { return len(d.Left)+len(d.Unknown)+len(stale) == 0 }

// state says how far the end of something is prepared.
func (d Due) state(stale []Origin) string {
	switch {
	case len(d.Left) > 0:
		return fmt.Sprintf("%d left", len(d.Left))
	case len(d.Unknown) > 0:
		return "nobody known is left, but some consume topics that are not known"
	case len(stale) > 0:
		return "nobody known is left, but some catalogues are too old"
	}
	return "safe: nobody is left"
}

// when says when something ends.
func (d Due) when(now string) string {
	if d.Ending.Sunset < now {
		return "ended on " + d.Ending.Sunset
	}
	return "ends on " + d.Ending.Sunset
}

// DueText writes what is to end for people.
func DueText(w io.Writer, due []Due, stale []Origin, now string) error {
	var lines []string
	for _, d := range due {
		line := fmt.Sprintf("%s %s", d, d.when(now))
		if d.Ending.Replacement != "" {
			line += fmt.Sprintf(", replaced by %s", d.Ending.Replacement)
		}
		lines = append(lines, line+": "+d.state(stale))
		for _, u := range d.Left {
			lines = append(lines, "  "+u.line())
		}
		for _, u := range d.Agreed {
			lines = append(lines, "  "+u.line())
		}
		for _, e := range d.Unknown {
			lines = append(lines, fmt.Sprintf("  %s: %s consumes a topic that is not known", e.Position, e.Who()))
		}
	}
	if len(due) == 0 {
		lines = append(lines, "nothing ends")
	}
	return writeLines(w, append(lines, staleLines(stale)...))
}

// DueMarkdown writes what is to end as a table.
func DueMarkdown(w io.Writer, due []Due, stale []Origin, now string) error {
	if len(due) == 0 {
		return writeLines(w, []string{"Nothing ends."})
	}
	lines := []string{"| What | End | Owner | Replacement | Left | Agreed |", "|---|---|---|---|---|---|"}
	for _, d := range due {
		left := cell(uses(d.Left))
		if len(d.Left) == 0 {
			left = cell(d.state(stale))
		}
		lines = append(lines, fmt.Sprintf("| %s | %s | %s | %s | %s | %s |", cell(d.String()), cell(d.when(now)), cell(d.Declaration.Owner), cell(d.Ending.Replacement), left, cell(uses(d.Agreed))))
	}
	if old := staleLines(stale); len(old) > 0 {
		lines = append(lines, "")
		for _, line := range old {
			lines = append(lines, "- "+cell(strings.TrimSpace(line)))
		}
	}
	return writeLines(w, lines)
}

func uses(list []Use) string {
	var out []string
	for _, u := range list {
		out = append(out, fmt.Sprintf("%s at %s", u.called(), u.Position))
	}
	return strings.Join(out, ", ")
}

// cell keeps a text within its cell of a table, and from being anything but text.
func cell(s string) string {
	return strings.NewReplacer(`\`, `\\`, "|", `\|`, "<", "&lt;", "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`).Replace(finding.Clean(s))
}

// EncodeDue writes what is to end as JSON.
func EncodeDue(w io.Writer, due []Due, stale []Origin, now string) error {
	return encode(w, struct {
		Version int      `json:"version"`
		Now     string   `json:"now"`
		Due     []Due    `json:"due"`
		Stale   []Origin `json:"stale,omitempty"`
	}{Version, now, append([]Due{}, due...), stale})
}

// writeLines writes lines. What they say comes from files of others too: it stays on its line and sends no commands to a terminal.
func writeLines(w io.Writer, lines []string) error {
	var b strings.Builder
	for _, line := range lines {
		b.WriteString(finding.Clean(line))
		b.WriteByte('\n')
	}
	_, err := io.WriteString(w, b.String())
	return err
}
