// Package cache keeps results of runs on disk, by what they were worked out from. It is a convenience: what cannot be read or written, or is damaged, is
// as if it were not there. Runs at the same time share a folder, and one that is killed leaves nothing that another one reads.
package cache

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/rogpeppe/go-internal/cache"
)

// Key says what a result was worked out from.
type Key = cache.ActionID

// Limit is how many bytes a cache may grow to when nobody says otherwise: 1 GiB.
const Limit = 1 << 30

// Cache is a folder of results. A nil Cache holds nothing.
type Cache struct {
	dir   string
	limit int64 // bytes
	files *cache.Cache
	mu    sync.Mutex
	err   error // the first failure to write; guarded by mu
}

// Open opens the cache in a folder, which is made if it is not there. It may grow to limit bytes.
func Open(dir string, limit int64) (*Cache, error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, fmt.Errorf("open cache: %w", err)
	}
	files, err := cache.Open(dir)
	if err != nil {
		return nil, fmt.Errorf("open cache: %w", err)
	}
	return &Cache{dir: dir, limit: limit, files: files}, nil
}

// Get returns what was put under a key.
func (c *Cache) Get(k Key) ([]byte, bool) {
	if c == nil {
		return nil, false
	}
	data, _, err := c.files.GetBytes(k) // compares the content with its hash
	return data, err == nil
}

// Put keeps data under a key, if it can; see Err.
func (c *Cache) Put(k Key, data []byte) { c.put(k, bytes.NewReader(data)) }

func (c *Cache) put(k Key, data io.ReadSeeker) {
	if c == nil || c.Err() != nil {
		return // the disk is full, or may not be written to: trying again takes time
	}
	if _, _, err := c.files.Put(k, data); err != nil {
		c.mu.Lock()
		defer c.mu.Unlock()
		c.err = errors.Join(c.err, fmt.Errorf("write cache: %w", err))
	}
}

// Err tells why results could not be kept, nil if they could.
func (c *Cache) Err() error {
	if c == nil {
		return nil
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.err
}

// Status says what a cache holds.
type Status struct {
	Dir    string    `json:"dir"`
	Files  int       `json:"files"`
	Bytes  int64     `json:"bytes"`
	Limit  int64     `json:"limit"`           // bytes
	Oldest time.Time `json:"oldest,omitzero"` // when what was not used for longest was used last
}

// file is one of the cache's files.
type file struct {
	name string
	size int64
	used time.Time // to the hour or so
}

// entries lists the files of results.
func (c *Cache) entries() ([]file, error) {
	var out []file
	err := filepath.WalkDir(c.dir, func(name string, d fs.DirEntry, err error) error {
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return nil // another run removed it
		case err != nil:
			return err
		case d.IsDir() && name != c.dir && (len(d.Name()) != 2 || filepath.Dir(name) != c.dir):
			return filepath.SkipDir // none of ours
		case d.IsDir() || filepath.Dir(name) == c.dir:
			return nil
		}
		info, err := d.Info()
		if err != nil {
			return nil //nolint:nilerr // another run removed it
		}
		out = append(out, file{name, info.Size(), info.ModTime()})
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("list cache: %w", err)
	}
	return out, nil
}

// Status looks into the folder.
func (c *Cache) Status() (Status, error) {
	files, err := c.entries()
	if err != nil {
		return Status{}, err
	}
	out := Status{Dir: c.dir, Files: len(files), Limit: c.limit}
	for _, f := range files {
		out.Bytes += f.size
		if out.Oldest.IsZero() || f.used.Before(out.Oldest) {
			out.Oldest = f.used
		}
	}
	return out, nil
}

// Clean removes all results, and leaves what else lies in the folder.
func (c *Cache) Clean() error {
	files, err := c.entries()
	if err != nil {
		return err
	}
	for _, f := range files {
		if err := os.Remove(f.name); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("clean cache: %w", err)
		}
	}
	return nil
}
