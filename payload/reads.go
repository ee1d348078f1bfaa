package payload

import "strings"

// readTree is what a consumer reads of a payload: a nil tree is all of it.
type readTree struct {
	all   bool
	parts map[string]*readTree
}

// newReadTree sorts paths like "lines[].sku"; elements of lists and maps are not told from the lists themselves.
func newReadTree(paths []string) *readTree {
	if len(paths) == 0 {
		return nil
	}
	root := &readTree{parts: map[string]*readTree{}}
	for _, p := range paths {
		t := root
		for name := range strings.SplitSeq(strings.ReplaceAll(p, "[]", ""), ".") {
			if name == "" {
				continue // the element of a list that is the payload
			}
			next := t.parts[name]
			if next == nil {
				next = &readTree{parts: map[string]*readTree{}}
				t.parts[name] = next
			}
			t = next
		}
		t.all = true
	}
	return root
}

// has tells whether a field is read, or a part of it.
func (t *readTree) has(name string) bool { return t == nil || t.all || t.parts[name] != nil }

// at is what is read of a field.
func (t *readTree) at(name string) *readTree {
	if t == nil || t.all || t.parts[name] == nil {
		return nil
	}
	if t.parts[name].all {
		return nil
	}
	return t.parts[name]
}
