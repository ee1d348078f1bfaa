package finding

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
)

// ErrOverlap says that two edits change the same text.
var ErrOverlap = errors.New("edits overlap")

// Rewrite carries out edits of one file on its content. Equal edits count once. Edits that overlap, or begin or end where the file has no place, are an
// error, and so are two that insert at one place, unless both say that any may come first: then they stand in the order in which they were given.
func Rewrite(content []byte, edits []Edit) ([]byte, error) {
	type change struct {
		from, to int
		text     string
		any      bool
	}
	lines := []int{0} // where they begin
	for i, b := range content {
		if b == '\n' {
			lines = append(lines, i+1)
		}
	}
	offset := func(p Position) (int, error) {
		if p.Line >= 1 && p.Line <= len(lines) && p.Column >= 1 {
			end := len(content)
			if p.Line < len(lines) {
				end = lines[p.Line] - 1
			}
			if at := lines[p.Line-1] + p.Column - 1; at <= end {
				return at, nil
			}
		}
		return 0, fmt.Errorf("edit of %s: the file has no such place", p)
	}
	var changes []change
	for _, e := range edits {
		from, err := offset(e.Position)
		if err != nil {
			return nil, err
		}
		to, err := offset(e.End)
		if err != nil {
			return nil, err
		}
		if to < from {
			return nil, fmt.Errorf("edit of %s: it ends before it begins", e.Position)
		}
		if c := (change{from, to, e.New, e.Any && from == to}); !slices.Contains(changes, c) {
			changes = append(changes, c)
		}
	}
	slices.SortStableFunc(changes, func(a, b change) int {
		if a.from != b.from {
			return a.from - b.from
		}
		return a.to - b.to
	})
	var out bytes.Buffer
	at := 0
	for i, c := range changes {
		if c.from < at || i > 0 && changes[i-1].from == c.from && !(changes[i-1].any && c.any) {
			return nil, ErrOverlap
		}
		out.Write(content[at:c.from])
		out.WriteString(c.text)
		at = c.to
	}
	out.Write(content[at:])
	return out.Bytes(), nil
}
