package bus

import (
	"slices"
	"strings"

	"github.com/buslint/buslint/analyzers/bus/table"
)

// Blob is a payload with a field that may be of any size.
type Blob struct {
	Payload
	Field Sent
}

// Blobs lists the payloads that carry a file, picture or the like, sorted by name, each with its first such field. Where the program looks how long it is, or
// reads no more than so much, it is not of any size.
func (p *Program) Blobs() []Blob {
	var measured map[string]bool
	return payloadsWith(p, func(x Payload) (Blob, bool) {
		if measured == nil {
			measured = p.measuredFields()
		}
		for _, s := range p.sent(x.Type, func(f table.Field) bool { return allows(f, "oversize") }) {
			if !measured[s.Of.Name+"."+s.Name] && p.blob(s) {
				return Blob{x, s}, true
			}
		}
		return Blob{}, false
	})
}

// blob tells whether a field holds bytes of any size: it is called so, or is set to all of a file, a stream or an encoding of bytes, and nobody limits that.
func (p *Program) blob(s Sent) bool {
	ws := wordsOf(s.Name)
	bytes, text := s.Type == "[]byte" || s.Type == "[][]byte", s.Type == "string"
	if !bytes && !text || hasOf(ws, smallWords) {
		return false
	}
	called := bytes && (hasOf(ws, blobWords) || slotName.MatchString(s.Name) && hasOf(whose(wordsOf(localName(s.Of.Name))), blobWords)) || text && ws[len(ws)-1] == "base64"
	for _, r := range p.storedInto(s.Of, s.Field) {
		if r.fn.limits() {
			return false
		}
		for _, name := range r.madeBy() {
			called = called || wholeReaders[name] && (bytes || strings.Contains(name, "base64"))
		}
	}
	return called
}

// wholeReaders are functions that return all that there is. An encoding of bytes is of their size.
var wholeReaders = map[string]bool{
	"os.ReadFile": true, "io.ReadAll": true, "io/ioutil.ReadFile": true, "io/ioutil.ReadAll": true, "io/fs.ReadFile": true,
	"(*encoding/base64.Encoding).EncodeToString": true,
}

// limits tells whether a function looks how long bytes or a text are, or reads no more than so much.
func (f *Func) limits() bool {
	return slices.ContainsFunc(f.Nodes, func(n table.Node) bool {
		return n.Op == table.Compare && n.Name != "==" && n.Name != "!=" && slices.ContainsFunc(n.Args, func(a int32) bool { return f.lengthOf(a) >= 0 }) ||
			n.Op == table.Call && hasOf(wordsOf(Short(n.Name)), limitWords)
	})
}

// lengthOf is what a node is the length of, bytes or a text; -1 if it is none.
func (f *Func) lengthOf(n int32) int32 {
	node := &f.Nodes[strip(f, n)]
	if node.Op != table.Compute || node.Name != "len" {
		return -1
	}
	if typ := f.valueType(node.Args[0]); typ != "[]byte" && typ != "string" {
		return -1
	}
	return node.Args[0]
}

// measuredFields are the fields whose length the program compares with something.
func (p *Program) measuredFields() map[string]bool {
	out := map[string]bool{}
	for _, f := range p.Funcs {
		for i := range f.Nodes {
			n := &f.Nodes[i]
			if n.Op != table.Compare || n.Name == "==" || n.Name == "!=" {
				continue
			}
			for _, a := range n.Args {
				if of := f.lengthOf(a); of >= 0 {
					if x := f.plainly(of); f.Nodes[x].Op == table.FieldOf {
						out[f.Nodes[x].Name] = true
					}
				}
			}
		}
	}
	return out
}
