package driver

import (
	"encoding/json"
	"errors"
	"fmt"
	"go/types"
	"path/filepath"
	"slices"
	"sync"

	"golang.org/x/tools/go/packages"

	"github.com/buslint/buslint/analyzers/bus/table"
	"github.com/buslint/buslint/internal/cache"
	"github.com/buslint/buslint/internal/filter"
)

// reuse serves packages from the cache that are as they were: their files, and what they see of others. Those are not parsed, type-checked or built.
type reuse struct {
	cache *cache.Batch
	base  string // what all packages' results depend on: the program, models
	name  func(p *packages.Package, file string) string
	unit  func(p *packages.Package) *unit
	mu    sync.Mutex
	seen  map[*packages.Package]string // hash of what a package, and those that it imports, show; "" if that is not known; guarded by mu
}

// newReuse serves packages of a run over some main modules from a cache; nil if it cannot.
func newReuse(c *cache.Cache, base string, mains []string, l *loader, name func(p *packages.Package, file string) string) *reuse {
	if c == nil || base == "" {
		return nil
	}
	d := newDigest("packages")
	d.add(base)
	d.list(mains)
	return &reuse{cache: c.Batch(d.key()), base: base, name: name, unit: func(p *packages.Package) *unit { return l.source[p.ID] }, seen: map[*packages.Package]string{}}
}

// entry is what is kept of a package.
type entry struct {
	api        string // see apiOf
	directives []filter.Directive
	table      *table.Table
}

// find looks a package up. key is "" if nothing can be kept of it.
func (r *reuse) find(u *unit, files []source) (key cache.Key, e *entry, ok bool) {
	if r == nil || len(u.pkg.Errors) > 0 {
		return key, nil, false
	}
	p := u.pkg
	d := newDigest("package")
	d.add(r.base, fmt.Sprint(table.Version), p.ID, p.Name)
	if m := p.Module; m != nil {
		d.add(m.Path, m.GoVersion, fmt.Sprint(m.Main))
	}
	if s := p.TypesSizes; s != nil {
		d.add(fmt.Sprint(s.Sizeof(types.Typ[types.Uintptr]), s.Alignof(types.Typ[types.Int64])))
	}
	for _, f := range files {
		if f.err != nil {
			return key, nil, false
		}
		d.add(r.name(p, f.name), string(f.digest[:]))
	}
	r.mu.Lock()
	shown, known := r.imports(p)
	r.mu.Unlock()
	if !known {
		return key, nil, false
	}
	d.list(shown)
	key = d.key()
	if data, found := r.cache.Get(key); found {
		if e, err := decodeEntry(data); err == nil {
			return key, e, true
		}
	}
	return key, nil, true
}

// keep remembers a package that was analysed without errors.
func (r *reuse) keep(key cache.Key, e *entry) {
	if data, err := e.encode(); err == nil {
		r.cache.Put(key, data)
	}
}

// close keeps what was analysed.
func (r *reuse) close() {
	if r != nil {
		r.cache.Close()
	}
}

// imports says what the packages that one imports show, in the order of their paths; not ok if that is not known of one.
func (r *reuse) imports(p *packages.Package) ([]string, bool) {
	var out []string
	for path, imp := range p.Imports {
		s := r.shows(imp)
		if s == "" {
			return nil, false
		}
		out = append(out, path+" "+s)
	}
	slices.Sort(out)
	return out, true
}

// shows hashes what a package and all that it imports show: types lead from one to the next.
func (r *reuse) shows(p *packages.Package) string {
	if s, known := r.seen[p]; known {
		return s
	}
	r.seen[p] = "" // while it is being found out: packages that import each other
	s := r.own(p)
	below, known := r.imports(p)
	if s == "" || !known {
		return ""
	}
	d := newDigest("shows")
	d.add(s)
	d.list(below)
	k := d.key()
	r.seen[p] = string(k[:])
	return r.seen[p]
}

// own says what a package itself shows.
func (r *reuse) own(p *packages.Package) string {
	switch u := r.unit(p); {
	case u != nil:
		return u.api
	case p.PkgPath == "unsafe":
		return "unsafe"
	case p.ExportFile == "":
		return ""
	}
	return filepath.Base(p.ExportFile) // the go command names it by its content
}

// encode writes an entry down.
func (e *entry) encode() ([]byte, error) {
	directives, err := json.Marshal(e.directives)
	if err != nil {
		return nil, fmt.Errorf("keep package: %w", err)
	}
	out := append([]byte(e.api), fmt.Sprintf("%08x", len(directives))...)
	out = append(out, directives...)
	return append(out, table.Encode(e.table)...), nil
}

func decodeEntry(data []byte) (*entry, error) {
	const api, size = 32, 8
	var n int
	if len(data) < api+size {
		return nil, errors.New("read package: it ends too early")
	}
	if _, err := fmt.Sscanf(string(data[api:api+size]), "%08x", &n); err != nil || n > len(data)-api-size {
		return nil, errors.New("read package: it ends too early")
	}
	e := &entry{api: string(data[:api])}
	rest := data[api+size:]
	if err := json.Unmarshal(rest[:n], &e.directives); err != nil {
		return nil, fmt.Errorf("read package: %w", err)
	}
	var err error
	e.table, err = table.Decode(rest[n:])
	return e, err
}
