package catalog

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"slices"

	"github.com/buslint/buslint/payload"
)

// Shapes are shapes of payloads on the wire, each once, by a key that follows from it: so those of several catalogues can be joined.
type Shapes map[string]*payload.Schema

// Add adds a shape and returns its key, "" if it has none.
func (s Shapes) Add(shape *payload.Schema) string {
	if shape == nil {
		return ""
	}
	text, err := payload.Encode(shape)
	if err != nil {
		return ""
	}
	sum := sha256.Sum256(text)
	key := hex.EncodeToString(sum[:6])
	s[key] = shape
	return key
}

// Of leaves the shapes of some edges.
func (s Shapes) Of(edges []Edge) Shapes {
	out := Shapes{}
	for _, e := range edges {
		if shape := s[e.Shape]; shape != nil {
			out[e.Shape] = shape
		}
	}
	if len(out) == 0 {
		return nil
	}
	return out
}

// check tells what is wrong with shapes that were read. Text that a stranger may have written is read as strictly as a lock.
func (s Shapes) check() error {
	for _, key := range slices.Sorted(maps.Keys(s)) {
		if err := s[key].Check(); err != nil {
			return fmt.Errorf("shape %s: %w", key, err)
		}
	}
	return nil
}
