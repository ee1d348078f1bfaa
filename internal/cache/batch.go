package cache

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
	"maps"
	"slices"
	"sync"
)

// Batch is a cache of results that are mostly used together, such as those of a module's packages. What was new or scattered is written as one file if it is
// much, as opening many files takes longer than what is read from them; otherwise each in its own, so that a small change writes little. A nil Batch holds nothing.
type Batch struct {
	cache *Cache
	key   Key
	whole map[Key][]byte // read as one
	mu    sync.Mutex
	used  map[Key][]byte // in this run; guarded by mu
	fresh map[Key]bool   // those put in this run; guarded by mu
	apart int            // of those used, how many are not in whole; guarded by mu
}

// Batch reads the results that a run used which gave the same key.
func (c *Cache) Batch(k Key) *Batch {
	if c == nil {
		return nil
	}
	b := &Batch{cache: c, key: k, whole: map[Key][]byte{}, used: map[Key][]byte{}, fresh: map[Key]bool{}}
	if data, ok := c.Get(k); ok {
		b.whole = unpack(data)
	}
	return b
}

// Get returns what was put under a key, in this batch or in any other.
func (b *Batch) Get(k Key) ([]byte, bool) {
	if b == nil {
		return nil, false
	}
	data, ok := b.whole[k]
	apart := 0
	if !ok {
		if data, ok = b.cache.Get(k); !ok {
			return nil, false
		}
		apart = 1
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if _, twice := b.used[k]; !twice {
		b.used[k] = data
		b.apart += apart
	}
	return data, true
}

// Put keeps data under a key when the batch is closed. It must not be changed until then.
func (b *Batch) Put(k Key, data []byte) {
	if b == nil {
		return
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if _, twice := b.used[k]; !twice {
		b.apart++
	}
	b.used[k], b.fresh[k] = data, true
}

// few is how many results may lie apart before a batch is written anew, and one in few of all.
const few = 8

// Close writes what was put, if it can; see Cache.Err.
func (b *Batch) Close() {
	if b == nil {
		return
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.apart > max(few, len(b.used)/few) {
		b.cache.put(b.key, pack(b.used))
		return
	}
	for k := range b.fresh {
		b.cache.Put(k, b.used[k])
	}
}

// pack joins results: of each its key, its length and itself.
func pack(results map[Key][]byte) *parts {
	var out parts
	for _, k := range slices.SortedFunc(maps.Keys(results), func(a, b Key) int { return bytes.Compare(a[:], b[:]) }) {
		head := binary.AppendUvarint(k[:], uint64(len(results[k])))
		out.all = append(out.all, head, results[k])
	}
	return &out
}

// parts is an io.ReadSeeker over slices, which are many megabytes and not joined for that.
type parts struct {
	all  [][]byte
	next int // in all
	from int // in all[next]
}

func (p *parts) Read(to []byte) (n int, err error) {
	for n < len(to) && p.next < len(p.all) {
		m := copy(to[n:], p.all[p.next][p.from:])
		n, p.from = n+m, p.from+m
		if p.from == len(p.all[p.next]) {
			p.next, p.from = p.next+1, 0
		}
	}
	if n == 0 && len(to) > 0 {
		return 0, io.EOF
	}
	return n, nil
}

// Seek goes to the beginning; nobody asks for more.
func (p *parts) Seek(offset int64, whence int) (int64, error) {
	if offset != 0 || whence != io.SeekStart {
		return 0, fmt.Errorf("seek to %d from %d: results are read from the beginning", offset, whence)
	}
	p.next, p.from = 0, 0
	return 0, nil
}

// unpack takes them apart again, as far as they are whole.
func unpack(data []byte) map[Key][]byte {
	out := map[Key][]byte{}
	for len(data) >= len(Key{}) {
		k := Key(data[:len(Key{})])
		size, n := binary.Uvarint(data[len(k):])
		data = data[len(k):]
		if n <= 0 || size > uint64(len(data)-n) {
			break
		}
		end := n + int(size)
		out[k] = data[n:end:end]
		data = data[end:]
	}
	return out
}
