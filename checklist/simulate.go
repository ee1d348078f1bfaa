package checklist

import (
	"fmt"
	"slices"
	"strings"
)

// Tick ticks a box in buslint's comment, or takes the tick away, as people do by a click. question is an id, with "@" and a reference where several are
// asked the same.
func (r Review) Tick(body, question, value string) (string, error) {
	id, ref, _ := strings.Cut(question, "@")
	lines := strings.Split(body, "\n")
	var found []int
	for i, line := range lines {
		if slices.ContainsFunc(boxes(line), func(b box) bool { return b.question == id && b.value == value && r.refers(b, ref) }) {
			found = append(found, i)
		}
	}
	if len(found) != 1 {
		return "", fmt.Errorf("tick %s %s: %d boxes are for it, want one; answers that need a note are commands, and where several events are asked one is named: %s@EVENT", question, value, len(found), id)
	}
	at := &lines[found[0]]
	if ticked := strings.Replace(*at, "- [ ]", "- [x]", 1); ticked != *at {
		*at = ticked
	} else {
		*at = strings.Replace(*at, "- [x]", "- [ ]", 1)
	}
	return strings.Join(lines, "\n"), nil
}

// refers tells whether a reference, "" for any, is that of a box's subject.
func (r Review) refers(b box, ref string) bool {
	return slices.ContainsFunc(r.Items, func(it Item) bool { return it.Subject.key() == b.subject && (ref == "" || it.Subject.Ref == ref) })
}
