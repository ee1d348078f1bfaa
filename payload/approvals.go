package payload

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"gopkg.in/yaml.v3"

	"github.com/buslint/buslint/internal/config"
	"github.com/buslint/buslint/internal/lazyregexp"
)

// ApprovalsFile is the file of approvals, below the root of a module.
const ApprovalsFile = ".buslint/approvals.yml"

// Approval says that people accept a change of a payload. It holds for one shape of the event: when that changes again, it expires.
type Approval struct {
	Event       string
	Fingerprint string // of the verdict
	Shape       string // hash of the schema that was looked at
	Change      string // the change in words, for those who read the file; it decides nothing
	Reason      string
	By          string
	At          string // a date, 2006-01-02
}

// Approvals are the approvals of a module.
type Approvals struct{ List []Approval }

// Find is the approval of a verdict on an event of a shape.
func (a *Approvals) Find(event string, now *Schema, v Verdict) (Approval, bool) {
	hash := now.Hash()
	for _, p := range a.List {
		if p.Event == event && p.Fingerprint == v.Fingerprint && p.Shape == hash {
			return p, true
		}
	}
	return Approval{}, false
}

// Open are the verdicts on an event that nobody approved.
func (a *Approvals) Open(event string, now *Schema, list []Verdict) []Verdict {
	return slices.DeleteFunc(slices.Clone(list), func(v Verdict) bool {
		_, ok := a.Find(event, now, v)
		return ok
	})
}

// Expired are approvals of an event whose shape is another one now.
func (a *Approvals) Expired(event string, now *Schema) []Approval {
	hash := now.Hash()
	var out []Approval
	for _, p := range a.List {
		if p.Event == event && p.Shape != hash {
			out = append(out, p)
		}
	}
	return out
}

// ParseApprovals reads approvals.yml from its text; name is its name in errors. An empty file has no approvals. All mistakes are reported, joined, each in
// the form "file:line: text".
func ParseApprovals(name string, data []byte) (*Approvals, error) {
	_, a, err := parseApprovals(name, data)
	return a, err
}

// parseApprovals also returns the list of the file, nil if it has none.
func parseApprovals(name string, data []byte) (*yaml.Node, *Approvals, error) {
	if !utf8.Valid(data) {
		return nil, nil, fmt.Errorf("%s:1: it is not encoded in UTF-8", name)
	}
	root, err := config.Document(name, data)
	if err != nil {
		return nil, nil, err
	}
	a := &Approvals{}
	if root == nil || root.Kind == yaml.ScalarNode && root.Value == "" {
		return nil, a, nil // empty, or comments alone
	}
	r := config.Reader{File: name}
	version := false
	var list *yaml.Node
	r.Keys(root, "the file", []string{"version", "approvals"}, func(key string, v *yaml.Node) {
		if key == "version" {
			if version = true; r.Text(v, key) != "1" {
				r.Fail(v, "version %q is not known; this buslint reads version 1", v.Value)
			}
			return
		}
		list = v
		for _, item := range r.List(v, key) {
			before := r.Mistakes()
			p := approval(&r, item)
			if r.Mistakes() == before && slices.ContainsFunc(a.List, p.same) {
				r.Fail(item, "%s of event %q is approved already", p.Fingerprint, p.Event)
			}
			a.List = append(a.List, p)
		}
	})
	if !version && r.Mistakes() == 0 {
		r.Fail(root, "version is missing; write: version: 1")
	}
	if err := r.Err(); err != nil {
		return nil, nil, err
	}
	return list, a, nil
}

func (a Approval) same(o Approval) bool {
	return a.Event == o.Event && a.Fingerprint == o.Fingerprint && a.Shape == o.Shape
}

var hashForm = lazyregexp.New(`^[0-9a-f]{12}$`)

// keys of an approval, in the order in which they are written.
func (a *Approval) keys() (names []string, values []*string) {
	return []string{"event", "fingerprint", "shape", "change", "reason", "by", "at"},
		[]*string{&a.Event, &a.Fingerprint, &a.Shape, &a.Change, &a.Reason, &a.By, &a.At}
}

func approval(r *config.Reader, n *yaml.Node) Approval {
	var a Approval
	names, values := a.keys()
	before := r.Mistakes()
	r.Keys(n, "an approval", names, func(key string, v *yaml.Node) {
		*values[slices.Index(names, key)] = r.Text(v, key)
	})
	if r.Mistakes() > before {
		return a
	}
	if err := a.check(); err != nil {
		r.Fail(n, "%v", err)
	}
	return a
}

func (a Approval) check() error {
	switch {
	case a.Event == "":
		return errors.New("an approval needs an event")
	case !hashForm.MatchString(a.Fingerprint):
		return fmt.Errorf("fingerprint %q is none of 12 hexadecimal digits", a.Fingerprint)
	case !hashForm.MatchString(a.Shape):
		return fmt.Errorf("shape %q is none of 12 hexadecimal digits", a.Shape)
	case strings.TrimSpace(a.Reason) == "":
		return errors.New("an approval needs a reason")
	}
	if _, err := time.Parse(time.DateOnly, a.At); a.At != "" && err != nil {
		return fmt.Errorf("at %q is no date such as 2026-11-25", a.At)
	}
	return nil
}

// Approve adds an approval to the text of approvals.yml, which stays as it is otherwise.
func Approve(name string, data []byte, a Approval) ([]byte, error) {
	if err := a.check(); err != nil {
		return nil, fmt.Errorf("approve: %w", err)
	}
	list, before, err := parseApprovals(name, data)
	if err != nil {
		return nil, fmt.Errorf("approve: %w", err)
	}
	if slices.ContainsFunc(before.List, a.same) {
		return nil, fmt.Errorf("approve: %s of event %q is approved already", a.Fingerprint, a.Event)
	}
	indent := "  "
	out := slices.Clone(data)
	if len(out) > 0 && !bytes.HasSuffix(out, []byte("\n")) {
		out = append(out, '\n')
	}
	switch {
	case list != nil && len(list.Content) > 0:
		indent = strings.Repeat(" ", max(list.Column-1, 0))
	case list == nil && len(before.List) == 0 && bytes.Contains(out, []byte("version:")) && hasVersion(name, data):
		out = append(out, "approvals:\n"...)
	case list == nil:
		out = append(out, "version: 1\napprovals:\n"...)
	}
	out = append(out, a.text(indent)...)
	// The text is put at the end. Whether it means there what it should, the parser knows.
	after, err := ParseApprovals(name, out)
	if err != nil || !slices.Equal(after.List, append(slices.Clone(before.List), a)) {
		return nil, fmt.Errorf("approve: %s does not end with a list of approvals, one on a line of its own; add there:\n%s", name, a.text("  "))
	}
	return out, nil
}

// hasVersion tells whether a text is more than comments.
func hasVersion(name string, data []byte) bool {
	root, err := config.Document(name, data)
	return err == nil && root != nil && root.Kind == yaml.MappingNode
}

// text is an element of the list.
func (a Approval) text(indent string) string {
	var b strings.Builder
	names, values := a.keys()
	lead := indent + "- "
	for i, v := range values {
		if *v == "" {
			continue
		}
		text, err := yaml.Marshal(&yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: *v, Style: yaml.DoubleQuotedStyle})
		if err != nil {
			continue // a text can always be written
		}
		if names[i] == "at" {
			text = []byte(*v + "\n")
		}
		b.WriteString(lead + names[i] + ": " + string(text))
		lead = indent + "  "
	}
	return b.String()
}
