package payload

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"
)

// LockDir is the folder of lock files, below the root of a module.
const LockDir = ".buslint/schemas"

const (
	lockVersion = 1
	largestLock = 4 << 20 // bytes
)

// Lock is one revision of an event's payload, in a file of its own, <event>/<revision>.json. Revisions are only ever added, so that what was once
// published can be compared with what comes later.
type Lock struct {
	Version   int     `json:"version"`
	Event     string  `json:"event"`
	Revision  int     `json:"revision"` // from 1
	Hash      string  `json:"hash"`     // of the schema
	Go        string  `json:"go,omitempty"`
	Module    string  `json:"module,omitempty"`
	Strict    bool    `json:"strict,omitempty"`    // its known readers reject unknown fields
	FirstSeen string  `json:"firstSeen,omitempty"` // a date, 2006-01-02
	Schema    *Schema `json:"schema"`
}

// File is the name of a revision's file.
func (l Lock) File() string {
	return path.Join(LockDir, folder(l.Event), strconv.Itoa(l.Revision)+".json")
}

// folder is the name of an event's folder: what could mean something to a file system is written as hexadecimal digits after a percent sign.
func folder(event string) string {
	var b strings.Builder
	for i := range len(event) {
		switch c := event[i]; {
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c >= '0' && c <= '9', c == '_', c == '-', c == '.' && i > 0 && i < len(event)-1:
			b.WriteByte(c)
		default:
			fmt.Fprintf(&b, "%%%02X", c)
		}
	}
	return b.String()
}

// EncodeLock writes a lock file.
func EncodeLock(l Lock) ([]byte, error) {
	l.Version, l.Hash = lockVersion, l.Schema.Hash()
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(l); err != nil {
		return nil, fmt.Errorf("write %s: %w", l.File(), err)
	}
	return b.Bytes(), nil
}

// DecodeLock reads a lock file; name is its name, from which event and revision must follow. Mistakes have the form "file:line: text".
func DecodeLock(name string, data []byte) (*Lock, error) {
	var l Lock
	if err := decodeStrict(data, &l); err != nil {
		if at, ok := errors.AsType[*lineError](err); ok {
			return nil, fmt.Errorf("%s:%d: %s", name, at.line, at.text)
		}
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	fail := func(key, format string, args ...any) error {
		line := 1 + bytes.Count(data[:max(bytes.Index(data, []byte(strconv.Quote(key))), 0)], []byte("\n"))
		return fmt.Errorf("%s:%d: %s", name, line, fmt.Sprintf(format, args...))
	}
	switch {
	case l.Version != lockVersion:
		return nil, fail("version", "version %d is not known; this buslint reads version %d", l.Version, lockVersion)
	case l.Event == "" || l.Revision < 1:
		return nil, fail("event", "an event and a revision from 1 are needed")
	case name != l.File():
		return nil, fail("event", "revision %d of event %q belongs into %s", l.Revision, l.Event, l.File())
	case l.Schema == nil:
		return nil, fail("schema", "schema is missing")
	}
	if err := l.Schema.validate(); err != nil {
		return nil, fail("schema", "schema: %v", err)
	}
	if h := l.Schema.Hash(); l.Hash != h {
		return nil, fail("hash", "hash %q is not that of the schema, %s: a revision is never changed, add another one", l.Hash, h)
	}
	return &l, nil
}

// History is the revisions of an event, oldest first.
type History []Lock

// Histories reads all lock files below the root of a module, by event. All mistakes are reported, joined.
func Histories(root fs.FS) (map[string]History, error) {
	out := map[string]History{}
	folders, err := fs.ReadDir(root, LockDir)
	if errors.Is(err, fs.ErrNotExist) {
		return out, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read locks: %w", err)
	}
	var errs []error
	for _, f := range folders {
		name := path.Join(LockDir, f.Name())
		if !f.IsDir() {
			errs = append(errs, fmt.Errorf("%s: only folders of events belong here", name))
			continue
		}
		h, err := readFolder(root, name)
		if err != nil {
			errs = append(errs, err)
		} else if len(h) > 0 {
			out[h[0].Event] = h
		}
	}
	return out, errors.Join(errs...)
}

// ReadHistory reads the lock files of one event; an event without any has no history.
func ReadHistory(root fs.FS, event string) (History, error) {
	h, err := readFolder(root, path.Join(LockDir, folder(event)))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	return h, err
}

func readFolder(root fs.FS, dir string) (History, error) {
	files, err := fs.ReadDir(root, dir)
	if err != nil {
		return nil, fmt.Errorf("read locks: %w", err)
	}
	var h History
	var errs []error
	for _, f := range files {
		name := path.Join(dir, f.Name())
		data, err := readRegular(root, name, f)
		if err != nil {
			errs = append(errs, err)
			continue
		}
		l, err := DecodeLock(name, data)
		if err != nil {
			errs = append(errs, err)
			continue
		}
		h = append(h, *l)
	}
	if len(errs) > 0 {
		return nil, errors.Join(errs...)
	}
	slices.SortFunc(h, func(a, b Lock) int { return a.Revision - b.Revision })
	for i, l := range h {
		if l.Revision != i+1 {
			return nil, fmt.Errorf("%s: revision %d is missing: revisions are never removed", dir, i+1)
		}
	}
	return h, nil
}

// readRegular reads a file, but no link, which could lead anywhere, and nothing huge.
func readRegular(root fs.FS, name string, f fs.DirEntry) ([]byte, error) {
	if !f.Type().IsRegular() || path.Ext(name) != ".json" {
		return nil, fmt.Errorf("%s: only files like 1.json belong here", name)
	}
	r, err := root.Open(name)
	if err != nil {
		return nil, fmt.Errorf("read lock: %w", err)
	}
	data, err := io.ReadAll(io.LimitReader(r, largestLock+1))
	if err = errors.Join(err, r.Close()); err != nil {
		return nil, fmt.Errorf("read lock %s: %w", name, err)
	}
	if len(data) > largestLock {
		return nil, fmt.Errorf("%s:1: the file is larger than %d bytes", name, largestLock)
	}
	return data, nil
}

// Next is the revision that locks a payload as it is now; false if the last one does so already. Event, Go, Module, Strict, FirstSeen and Schema are the
// caller's.
func (h History) Next(l Lock) (Lock, bool) {
	l.Version, l.Hash, l.Revision = lockVersion, l.Schema.Hash(), len(h)+1
	if len(h) > 0 && h[len(h)-1].Hash == l.Hash {
		return Lock{}, false
	}
	return l, true
}

// Revisions are the shapes of a history, for [Check].
func (h History) Revisions() []Revision {
	var out []Revision
	for _, l := range h {
		out = append(out, Revision{l.Revision, l.Schema})
	}
	return out
}

// Appended tells whether a history is another one, with revisions added at its end or none.
func (h History) Appended(before History) error {
	for i, l := range before {
		switch {
		case i >= len(h):
			return fmt.Errorf("%s is gone: revisions are never removed", l.File())
		case h[i].Hash != l.Hash:
			return fmt.Errorf("%s is another schema than before: a revision is never changed, add another one", l.File())
		}
	}
	return nil
}
