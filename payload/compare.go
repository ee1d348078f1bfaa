package payload

import (
	"fmt"
	"slices"
	"strings"
)

// CompareOptions say what is known of the readers.
type CompareOptions struct {
	Strict bool // they reject unknown fields: DisallowUnknownFields, RejectUnknownMembers
}

// Compare judges the change from one shape to another, in both directions. Safe changes are listed too; equal shapes give no verdicts. A change in a named
// type that several fields have is reported once, at the first of them.
func Compare(old, now *Schema, o CompareOptions) []Verdict {
	out := append(read(old, now, comparison{direction: Backward, strict: o.Strict, changes: true}),
		read(now, old, comparison{direction: Forward, strict: o.Strict, changes: true})...)
	slices.SortFunc(out, Verdict.compare)
	return out
}

// Mismatch judges what a consumer loses that reads a producer's payload into a type of its own. Reads are the fields that it reads, by their paths in its
// own shape ("lines[].sku"; a path stands for all below it); without any, it reads all. Safe differences are left out.
func Mismatch(producer, consumer *Schema, reads []string, o CompareOptions) []Verdict {
	out := read(producer, consumer, comparison{direction: Forward, strict: o.Strict, reads: newReadTree(reads)})
	out = slices.DeleteFunc(out, func(v Verdict) bool { return v.Severity == Safe })
	slices.SortFunc(out, Verdict.compare)
	return out
}

// Self judges a shape against itself: what its own type cannot read back.
func Self(s *Schema) []Verdict {
	out := read(s, s, comparison{direction: Backward})
	slices.SortFunc(out, Verdict.compare)
	return out
}

func read(w, r *Schema, c comparison) []Verdict {
	c.w, c.r, c.seen = w, r, map[pair]bool{}
	switch {
	case w.Codec == r.Codec:
	case isJSON(w.Codec) && isJSON(r.Codec):
		c.emit("J60", Risk, "", string(w.Codec), string(r.Codec), "the two engines differ in nil, names, duplicates and omitempty")
	default:
		c.emit("J60", Break, "", string(w.Codec), string(r.Codec), "one codec cannot read the other's bytes")
		return c.out
	}
	switch w.Codec {
	case Protobuf:
		readProto(&c, w.Proto, r.Proto)
	case Avro:
		readAvro(&c, w.Avro, r.Avro)
	default:
		c.shape("", w.Root, r.Root, Always, c.reads)
	}
	return c.out
}

func isJSON(c Codec) bool { return c == JSON || c == JSONv2 }

// comparison follows a writer's and a reader's shape together.
type comparison struct {
	w, r      *Schema
	direction Direction
	strict    bool
	changes   bool // what is the same on both sides is passed over, even if it cannot read itself
	reads     *readTree
	seen      map[pair]bool
	out       []Verdict
}

// pair is two shapes that are compared, with what of them is read. One of them at least is a definition, as only those can contain themselves.
type pair struct {
	w, r  side
	reads *readTree
}

// side is a definition by its name, another shape by itself.
type side struct {
	ref   string
	shape *Shape
}

func sideOf(sh *Shape) side {
	if sh.Kind == Ref {
		return side{ref: sh.Ref}
	}
	return side{shape: sh}
}

// emit adds a verdict; the texts are the writer's and the reader's.
func (c *comparison) emit(id string, s Severity, path, w, r, why string) {
	v := Verdict{ID: id, Direction: c.direction, Severity: s, Path: path, Old: w, New: r, Why: why}
	if c.direction == Forward {
		v.Old, v.New = r, w
	}
	c.out = append(c.out, v.seal())
}

// oldNew sorts the writer's and the reader's by age.
func oldNew[T any](c *comparison, w, r T) (old, now T) {
	if c.direction == Forward {
		return r, w
	}
	return w, r
}

// shape compares what is written and read at a path. Presence is that of the field that is written: one that is left out when it is empty never holds null.
func (c *comparison) shape(path string, w, r *Shape, presence Presence, reads *readTree) {
	if c.changes && c.w.Codec == c.r.Codec && c.alike(w, r) {
		return
	}
	if w.Kind == Ref || r.Kind == Ref {
		p := pair{sideOf(w), sideOf(r), reads}
		if c.seen[p] {
			c.null(path, c.w.resolve(w), c.r.reads(r), presence)
			return
		}
		c.seen[p] = true
	}
	w, r = c.w.resolve(w), c.r.reads(r)
	if c.special(path, w, r) {
		return
	}
	switch {
	case w.Kind == Object && r.Kind == Object && w.Enc == r.Enc:
		c.null(path, w, r, presence)
		c.object(path, w, r, reads)
	case w.Kind == Array && r.Kind == Array:
		c.length(path, w, r)
		c.shape(path+"[]", w.Elem, r.Elem, Always, reads)
	case w.Kind == Map && r.Kind == Map:
		c.key(path, w, r)
		c.shape(path+"[]", w.Elem, r.Elem, Always, reads)
	case w.Kind == Object && r.Kind == Map && w.Enc == Plain:
		c.emit("J31", Safe, path, c.describe(c.w, w), c.describe(c.r, r), "the fields become keys")
		for _, f := range w.Fields {
			c.shape(join(path, f.Name), f.Shape, r.Elem, f.Presence, reads)
		}
	case w.Kind == Map && r.Kind == Object && r.Enc == Plain:
		s, why := Risk, "keys that are no fields are dropped"
		if c.strict {
			s, why = Break, "keys that are no fields are an error"
		}
		c.emit("J31", s, path, c.describe(c.w, w), c.describe(c.r, r), why)
		for _, f := range r.Fields {
			c.shape(join(path, f.Name), w.Elem, f.Shape, Always, reads.at(f.Name))
		}
	default:
		if c.scalar(path, w, r) {
			c.null(path, w, r, presence)
			c.consts(path, w, r)
		}
	}
}

// special judges shapes that have no form of their own; it tells whether that was all there is to say.
func (c *comparison) special(path string, w, r *Shape) bool {
	ws, rs := c.describe(c.w, w), c.describe(c.r, r)
	switch {
	case w.Enc == Unsupported || r.Enc == Unsupported:
		if w.Enc == r.Enc && w.Type == r.Type {
			return true // neither could be used
		}
		id := "J15"
		if strings.HasPrefix(w.Type+r.Type, "time.Duration") {
			id = "J47"
		}
		c.emit(id, Break, path, ws, rs, "the codec refuses the type")
	case r.Enc == Unsettable:
		c.emit("J36", Break, path, ws, rs, "a decoder cannot make the unexported struct that the field is embedded through a pointer to")
	case r.Kind == Any && r.Enc == Raw:
		if w.Kind != Any || w.Enc != Raw {
			c.emit("J38", Safe, path, ws, rs, "any JSON is kept as it is")
		}
	case r.Kind == Any && r.Enc == Interface:
		c.emit("J40", Break, path, ws, rs, "a decoder has no value to put into an interface with methods")
	case r.Kind == Any && w.Kind == Any:
		if w.Enc == Raw {
			c.emit("J38", Risk, path, ws, rs, "integers above 2^53 lose digits as float64")
		}
	case r.Kind == Any && w.Kind == Opaque:
		c.emit("J37", Risk, path, ws, rs, "integers above 2^53 lose digits as float64")
	case r.Kind == Any:
		s, why := Safe, "any JSON is taken"
		if isJSON(c.r.Codec) && c.w.wide(w, map[string]bool{}) {
			s, why = Risk, "integers above 2^53 lose digits as float64"
		}
		c.emit("J37", s, path, ws, rs, why)
	case w.Kind == Any:
		c.emit("J39", Risk, path, ws, rs, "values of other kinds are an error")
	case w.Kind == Opaque && r.Kind == Opaque && w.Type == r.Type && w.Impl == r.Impl:
	case w.Kind == Opaque || r.Kind == Opaque:
		c.opaque(path, w, r)
	default:
		return false
	}
	return true
}

func (c *comparison) opaque(path string, w, r *Shape) {
	ws, rs := c.describe(c.w, w), c.describe(c.r, r)
	old, now := oldNew(c, w, r)
	switch {
	case c.w == c.r: // against itself
		c.emit("J50", Unknown, path, ws, rs, "the type writes itself by a method, and reads itself without one, or the other way round")
	case c.w.Codec != c.r.Codec:
		c.emit("J49", Unknown, path, ws, rs, "json/v2 calls methods with a pointer receiver that encoding/json skips")
	case old.Promoted || now.Promoted:
		c.emit("J35", Unknown, path, ws, rs, "a method of an embedded field writes or reads the whole struct")
	default:
		c.emit("J48", Unknown, path, ws, rs, "a method of the type decides what is written or read")
	}
}

// null judges null where the reader has nothing for it. Nil slices and maps read as nothing are no loss.
func (c *comparison) null(path string, w, r *Shape, presence Presence) {
	if w.Nullable == r.Nullable || c.noNull(w) || c.noNull(r) {
		return
	}
	old, _ := oldNew(c, w, r)
	id := "J20" // a pointer became none
	if !old.Nullable {
		id = "J19"
	}
	switch {
	case w.Enc == RFC3339:
		id = "J45"
	case w.Kind == Object:
		id = "J30"
	case strings.HasSuffix(path, "[]"):
		id = "J26"
	}
	ws, rs := c.describe(c.w, w), c.describe(c.r, r)
	switch {
	case !w.Nullable:
		c.emit(id, Safe, path, ws, rs, "null is taken, but not written")
	case presence == OmitEmpty || presence == OmitZero:
		c.emit(id, Safe, path, ws, rs, "null is never written, and what is missing is zero")
	default:
		c.emit(id, Lossy, path, ws, rs, "null is read as the zero value")
	}
}

// noNull tells whether nil means the same as empty for a shape.
func (c *comparison) noNull(s *Shape) bool {
	return s.Kind == Array || s.Kind == Map || s.Kind == Any || s.Enc == Base64 || s.Enc == Binary
}

func (c *comparison) length(path string, w, r *Shape) {
	if r.Len == nil && w.Len == nil || r.Len != nil && w.Len != nil && *r.Len == *w.Len {
		return
	}
	ws, rs := c.describe(c.w, w), c.describe(c.r, r)
	switch {
	case r.Len == nil:
		c.emit("J25", Safe, path, ws, rs, "a slice takes any number of elements")
	case c.r.Codec == JSON:
		c.emit("J25", Lossy, path, ws, rs, "elements beyond the array's length are dropped, missing ones are zero")
	default:
		c.emit("J25", Break, path, ws, rs, "another number of elements than the array has is an error")
	}
}

func (c *comparison) key(path string, w, r *Shape) {
	wk, rk := c.w.resolve(w.Key), c.r.reads(r.Key)
	ws, rs := c.describe(c.w, w), c.describe(c.r, r)
	switch {
	case wk.Kind == rk.Kind && wk.Enc == rk.Enc && wk.Type == rk.Type:
		if wk.Kind == Int {
			if id, s, why := c.integers(wk, rk); s != "" {
				c.emit(id, s, path, ws, rs, why+" (keys)")
			}
		}
	case rk.Kind == String && rk.Enc == Plain:
		c.emit("J32", Safe, path, ws, rs, "any key is a string")
	default:
		c.emit("J32", Risk, path, ws, rs, "keys that are not of the reader's type are an error")
	}
}

// consts judges values of an enumeration that the reader does not know.
func (c *comparison) consts(path string, w, r *Shape) {
	if len(w.Consts) == 0 || len(r.Consts) == 0 || w.Kind != r.Kind {
		return
	}
	var more []string
	for _, v := range w.Consts {
		if !slices.Contains(r.Consts, v) {
			more = append(more, v)
		}
	}
	id := "J52"
	if c.direction == Backward {
		id = "J53"
	}
	if len(more) > 0 {
		c.emit(id, Risk, path, c.describe(c.w, w), c.describe(c.r, r), fmt.Sprintf("the reader takes %s, but may have no case for it", strings.Join(more, ", ")))
	}
}

// wide tells whether a shape holds integers that a float64 cannot.
func (s *Schema) wide(sh *Shape, seen map[string]bool) bool {
	if sh == nil {
		return false
	}
	if sh.Kind == Ref {
		if seen[sh.Ref] {
			return false
		}
		seen[sh.Ref] = true
	}
	sh = s.resolve(sh)
	switch sh.Kind {
	case Int:
		return !sh.Quoted && (sh.Bits == 0 || sh.Bits == 64)
	case Number:
		return !sh.Quoted && sh.Enc == Literal
	}
	return s.wide(sh.Elem, seen) || slices.ContainsFunc(sh.Fields, func(f Field) bool { return s.wide(f.Shape, seen) })
}

func join(path, name string) string {
	if path == "" {
		return name
	}
	return path + "." + name
}
