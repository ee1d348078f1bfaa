package driver

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"go/types"
	"hash"
	"os"

	"github.com/buslint/buslint/internal/cache"
)

// digest hashes texts with their lengths, so that no two lists of texts are one.
type digest struct{ sum hash.Hash }

// newDigest begins the key of a kind of result.
func newDigest(kind string) digest {
	d := digest{sha256.New()}
	d.add(kind)
	return d
}

func (d digest) add(texts ...string) {
	for _, s := range texts {
		var n [8]byte
		binary.LittleEndian.PutUint64(n[:], uint64(len(s)))
		d.sum.Write(n[:])
		d.sum.Write([]byte(s))
	}
}

func (d digest) list(texts []string) {
	d.add(fmt.Sprint(len(texts)))
	d.add(texts...)
}

func (d digest) key() cache.Key { return cache.Key(d.sum.Sum(nil)) }

func hashed(data []byte) string {
	sum := sha256.Sum256(data)
	return string(sum[:])
}

// program identifies this program by its content, "" if it cannot be read. Reading it takes longer than all else that an unchanged run does, so what it
// was is remembered by size and time.
func program(c *cache.Cache) string {
	name, err := os.Executable()
	if err != nil {
		return ""
	}
	info, err := os.Stat(name)
	if err != nil {
		return ""
	}
	known := newDigest("program")
	known.add(name, fmt.Sprint(info.Size()), fmt.Sprint(info.ModTime().UnixNano()))
	if sum, ok := c.Get(known.key()); ok {
		return string(sum)
	}
	data, err := os.ReadFile(name)
	if err != nil {
		return ""
	}
	sum := hashed(data)
	c.Put(known.key(), []byte(sum))
	return sum
}

// apiOf hashes what others see of a package: constants with their values, variables, functions, and types with fields, tags and methods. Where they stand
// makes no difference, nor does what functions do.
func apiOf(pkg *types.Package) string {
	full := func(p *types.Package) string { return p.Path() }
	d := newDigest("api")
	d.add(pkg.Name(), pkg.Path())
	for _, name := range pkg.Scope().Names() {
		obj := pkg.Scope().Lookup(name)
		switch o := obj.(type) {
		case *types.TypeName: // others may come by one that they cannot name
			d.add(types.ObjectString(o, full))
			if named, ok := types.Unalias(o.Type()).(*types.Named); ok && !o.IsAlias() {
				for m := range named.Methods() {
					d.add(types.ObjectString(m, full))
				}
			}
		case *types.Const:
			if _, named := types.Unalias(o.Type()).(*types.Named); o.Exported() || named { // those of an unexported type are what its values can be
				d.add(types.ObjectString(o, full), o.Val().ExactString())
			}
		default:
			if o.Exported() {
				d.add(types.ObjectString(o, full))
			}
		}
	}
	k := d.key()
	return string(k[:])
}
