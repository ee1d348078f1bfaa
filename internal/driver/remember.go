package driver

import (
	"bytes"
	"crypto/sha256"
	"encoding/gob"
	"encoding/json"
	"fmt"

	"github.com/buslint/buslint/catalog"
	"github.com/buslint/buslint/finding"
	"github.com/buslint/buslint/internal/cache"
	"github.com/buslint/buslint/internal/filter"
)

// memory remembers the result of a run by all that it was worked out from. A nil memory remembers nothing.
type memory struct {
	cache  *cache.Cache
	key    cache.Key
	inputs *inputs
}

// remembered finds what may be known of a run. dir and patterns say what was asked for.
func (o Options) remembered(s scope, dir string, patterns, env []string) *memory {
	base := o.base()
	if o.Cache == nil || base == "" || o.Infer {
		return nil
	}
	in := readInputs(s, env)
	if in == nil {
		return nil
	}
	d := newDigest("run")
	d.add(base, dir, s.dir, fmt.Sprint(o.Tests, o.Edges, o.Analyze != nil))
	sum := in.key()
	d.add(string(sum[:]))
	d.add(o.Names.String())
	d.list(o.Tags)
	d.list(o.Analyze)
	d.list(o.Explain)
	d.list(patterns)
	for _, r := range o.Rules {
		d.add(r.Name)
	}
	return &memory{o.Cache, d.key(), in}
}

// base is what all results depend on: this program, and what it was told of libraries. It is "" if that is not known.
func (o Options) base() string {
	if o.Cache == nil {
		return ""
	}
	p := program(o.Cache)
	if p == "" {
		return ""
	}
	d := newDigest("base")
	d.add(p, o.Described)
	k := d.key()
	return string(k[:])
}

// remains is what is kept of a Result. The rest says where it lies.
type remains struct {
	Findings   []finding.Finding
	Directives []filter.Directive
	Generated  map[filter.File]bool
	Partial    bool
	Packages   map[string]bool
	Explained  []string
	Edges      []catalog.Edge
	Shapes     []byte // as JSON: gob drops zeros behind pointers
	Stats      Stats
	Digests    map[string][sha256.Size]byte
	Folders    map[string]string
	Importers  map[string][]string
}

// result returns what the run found last time, if nothing has changed since.
func (m *memory) result() *Result {
	if m == nil {
		return nil
	}
	data, ok := m.cache.Get(m.key)
	if !ok {
		return nil
	}
	var k remains
	if err := gob.NewDecoder(bytes.NewReader(data)).Decode(&k); err != nil {
		return nil // as if it were not there
	}
	var shapes catalog.Shapes
	if err := json.Unmarshal(k.Shapes, &shapes); err != nil {
		return nil
	}
	return &Result{
		Input:    filter.Input{Findings: k.Findings, Directives: k.Directives, Generated: k.Generated, Partial: k.Partial},
		Packages: k.Packages, Explained: k.Explained, Catalogue: catalog.Catalogue{Edges: k.Edges, Shapes: shapes}, Stats: k.Stats, digests: k.Digests, folders: k.Folders,
		importers: k.Importers,
	}
}

// keep remembers what a run found, unless something could not be analysed, or changed while it ran.
func (m *memory) keep(r *Result) {
	if m == nil || len(r.Problems) > 0 {
		return
	}
	for name, digest := range r.digests {
		if was, read := m.inputs.files[name]; read && was != digest {
			return
		}
	}
	shapes, err := json.Marshal(r.Catalogue.Shapes)
	if err != nil {
		return
	}
	var b bytes.Buffer
	k := remains{r.Findings, r.Directives, r.Generated, r.Partial, r.Packages, r.Explained, r.Catalogue.Edges, shapes, r.Stats, r.digests, r.folders, r.importers}
	if err := gob.NewEncoder(&b).Encode(k); err != nil {
		return
	}
	m.cache.Put(m.key, b.Bytes())
}
