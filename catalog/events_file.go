package catalog

import (
	"bytes"
	"slices"

	"gopkg.in/yaml.v3"

	"github.com/buslint/buslint/finding"
	"github.com/buslint/buslint/internal/config"
)

// File is an events.yml with its text: places in it can be named and edited.
type File struct {
	Events
	Name string // in findings: relative to the module
	Text []byte
	root *yaml.Node // nil for an empty file
}

// ReadEvents reads events.yml as ParseEvents does, and keeps its text.
func ReadEvents(name string, data []byte) (*File, error) {
	root, e, err := parseEvents(name, data)
	if err != nil {
		return nil, err
	}
	return &File{Events: *e, Name: name, Text: data, root: root}, nil
}

// IsEvents tells whether a file may be meant for buslint. Other tools have files of this name too: lists, or mappings none of whose keys is known here.
func IsEvents(data []byte) bool {
	root, err := config.Document("", data)
	if err != nil || root == nil {
		return true // what is wrong with it is told by those who read it
	}
	if root.Kind != yaml.MappingNode {
		return false
	}
	for i := 0; i < len(root.Content); i += 2 {
		if key := root.Content[i].Value; key != "version" && slices.Contains(topKeys, key) {
			return true
		}
	}
	return len(root.Content) == 2 && root.Content[0].Value == "version" // nothing else yet
}

// Declares tells whether somebody declares topics here: a file of answers to questions alone declares none.
func (f *File) Declares() bool { return f != nil && !f.answersAlone() }

// At is where the value at a path of keys and indexes begins and ends: File.At("topics", 2, "owner"). What is not there has the place of what would hold it.
func (f *File) At(path ...any) (from, to finding.Position) {
	if f.root == nil {
		at := finding.Position{File: f.Name, Line: 1, Column: 1}
		return at, at
	}
	d := newEventsText(f.Text)
	at, inFlow := d.top(f.root), flows(f.root)
	for _, step := range path {
		v, found := at.step(step)
		if !found {
			break
		}
		at, inFlow = v, inFlow || flows(at.Node)
	}
	return f.span(d, at, inFlow)
}

// step goes to the value of a key or to an element.
func (p place) step(step any) (place, bool) {
	switch step := step.(type) {
	case string:
		return p.key(step)
	case int:
		if step < len(p.Content) {
			return p.item(step), true
		}
	}
	return place{}, false
}

// span is a text, or the first text of what holds several: of a mapping the value of its first key, which names it.
func (f *File) span(d *eventsText, p place, inFlow bool) (from, to finding.Position) {
	for p.Kind != yaml.ScalarNode && len(p.Content) > 0 {
		inFlow = inFlow || flows(p.Node)
		if p.Kind == yaml.MappingNode {
			p = place{p.Content[1], p.end(2)}
		} else {
			p = p.item(0)
		}
	}
	begin := d.offset(p.Node)
	end := begin
	if p.Kind == yaml.ScalarNode {
		end = d.scalarEnd(p, inFlow)
	}
	return f.position(d, begin), f.position(d, end)
}

// position is the place of an offset of the text behind its byte-order mark, as findings count: lines end with a line feed alone.
func (f *File) position(d *eventsText, offset int) finding.Position {
	before := f.Text[:offset+len(d.mark)]
	return finding.Position{File: f.Name, Line: 1 + bytes.Count(before, []byte("\n")), Column: len(before) - bytes.LastIndexByte(before, '\n')}
}

// changes turns edits of the text into edits of a finding's fix.
func (f *File) changes(d *eventsText) []finding.Edit {
	var out []finding.Edit
	for _, e := range d.edits {
		from, to := f.position(d, e.from), f.position(d, e.to)
		if n := len(out) - 1; n >= 0 && e.from == e.to && out[n].Position == from && out[n].End == from {
			out[n].New += e.text // lines that are put in at one place
			continue
		}
		out = append(out, finding.Edit{Position: from, End: to, New: e.text, Any: e.from == e.to})
	}
	return out
}
