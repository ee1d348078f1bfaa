package main

import (
	"fmt"
	"io"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/buslint/buslint/catalog"
)

// row is an event that somebody found by reading.
type row struct {
	direction      catalog.Direction
	file           string
	line           int
	topic, payload string // as people write them: with alternatives and remarks
	note           string
}

// columns of a label file: repo, commit, class, rule, file, line, func, confidence, note.
const columns = 9

// readRows reads the sure events of a label file. Rows of the inside of a wrapper, and of a handler whose registration has a row, are no edges of their own.
func readRows(file string) ([]row, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("read labels: %w", err)
	}
	var out []row
	for i, text := range strings.Split(strings.TrimSuffix(string(data), "\n"), "\n") {
		c := strings.Split(text, "\t")
		if len(c) < columns {
			return nil, fmt.Errorf("read labels: %s:%d has %d columns, not %d", file, i+1, len(c), columns)
		}
		direction, note := catalog.Direction(c[3]), c[8]
		switch {
		case c[2] != "event" || c[7] != "sure":
			continue
		case direction != catalog.Publish && direction != catalog.Consume:
			continue // another kind of remark
		case strings.Contains(note, "wrapper-inner") || strings.HasPrefix(note, "handler;"):
			continue // its callers, or its registration, have the edge
		}
		line, err := strconv.Atoi(c[5])
		if err != nil {
			return nil, fmt.Errorf("read labels: %s:%d: line %q is no number", file, i+1, c[5])
		}
		out = append(out, row{direction, c[4], line, part(note, "topic"), part(note, "payload"), note})
	}
	return out, nil
}

// part reads what a note says of one thing: "topic=orders; payload=Placed".
func part(note, key string) string {
	for p := range strings.SplitSeq(note, ";") {
		if value, ok := strings.CutPrefix(strings.TrimSpace(p), key+"="); ok {
			return value
		}
	}
	return ""
}

// verdict says how much of a row the catalogue has.
type verdict struct{ found, topic, payload bool }

func (v verdict) String() string {
	switch {
	case !v.found:
		return "missed       "
	case !v.topic && !v.payload:
		return "topic payload"
	case !v.topic:
		return "topic        "
	}
	return "payload      "
}

// near is how many lines an edge may stand away from its row: a call of several lines is one place.
const near = 3

// judge looks for the edges of a row: those that are there, or pass through there. One of them must have its topic, and one its payload.
func judge(r row, edges []catalog.Edge) verdict {
	var v verdict
	for _, e := range edges {
		there := slices.ContainsFunc(append([]catalog.Via{{File: e.Position.File, Line: e.Position.Line}}, e.Via...), func(v catalog.Via) bool {
			return v.File == r.file && r.line-near <= v.Line && v.Line <= r.line+near
		})
		if e.Direction != r.direction || !there {
			continue
		}
		v.found = true
		v.topic = v.topic || sameTopic(r.topic, e.Topic)
		v.payload = v.payload || samePayload(r.payload, e.Payload)
	}
	return v
}

// sameTopic tells whether the known parts of a topic stand in a row's, or a row's first word in the topic. One that a row calls unknown is known by neither.
func sameTopic(label string, t catalog.Topic) bool {
	if t.Certainty == catalog.Unknown {
		return false
	}
	known := 0
	for p := range strings.SplitSeq(t.Name, "{}") {
		if p = strings.Trim(p, ":.-_/"); len(p) <= 2 {
			continue // a separator
		}
		known++
		if !strings.Contains(label, p) {
			known = 0
			break
		}
	}
	word := strings.FieldsFunc(label, func(r rune) bool { return strings.ContainsRune(" /(", r) })
	return known > 0 || len(word) > 0 && strings.Contains(t.Name, word[0])
}

var (
	words = regexp.MustCompile(`\w+`)
	raw   = regexp.MustCompile(`^(raw |none |enveloped |poisoned |\[\]byte\b|\*message\.Message\b)`) // what people write where there is no type
)

// samePayload tells whether a row's payload names a type, or both say that there is none.
func samePayload(label, typ string) bool {
	if typ == "" {
		return raw.MatchString(label)
	}
	local := typ[strings.LastIndexByte(typ, '.')+1:]
	return slices.Contains(words.FindAllString(label, -1), local)
}

// score counts rows by direction.
type score map[catalog.Direction]*count

type count struct{ rows, found, topic, payload int }

func (s score) add(r row, v verdict) {
	c := s[r.direction]
	if c == nil {
		c = &count{}
		s[r.direction] = c
	}
	c.rows++
	c.found += one(v.found)
	c.topic += one(v.topic)
	c.payload += one(v.payload)
}

func one(b bool) int {
	if b {
		return 1
	}
	return 0
}

func (s score) print(w io.Writer, name string) {
	for _, d := range []catalog.Direction{catalog.Publish, catalog.Consume} {
		if c := s[d]; c != nil {
			fmt.Fprintf(w, "%-50s %s rows %3d found %3d (%.2f) topic %3d payload %3d\n", name, d, c.rows, c.found, float64(c.found)/float64(c.rows), c.topic, c.payload)
		}
	}
}
