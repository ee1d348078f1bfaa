package cache

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"
)

// trimEvery is how often the folder is looked through.
const trimEvery = time.Hour

// trimmed is the file whose time says when that was done last.
const trimmed = "trimmed"

// Trim removes what was not used for longest, where the cache has grown above its limit. It looks once in an hour.
func (c *Cache) Trim() error {
	if c == nil {
		return nil
	}
	stamp := filepath.Join(c.dir, trimmed)
	if info, err := os.Stat(stamp); err == nil && time.Since(info.ModTime()).Abs() < trimEvery {
		return nil
	}
	if err := os.WriteFile(stamp, nil, 0o644); err != nil {
		return fmt.Errorf("trim cache: %w", err)
	}
	return c.shrink()
}

// shrink leaves nine tenths of the limit, so that it does not have to be done again at once.
func (c *Cache) shrink() error {
	files, err := c.entries()
	if err != nil {
		return err
	}
	var size int64
	for _, f := range files {
		size += f.size
	}
	if size <= c.limit {
		return nil
	}
	slices.SortFunc(files, func(a, b file) int { return a.used.Compare(b.used) })
	for _, f := range files {
		if size <= c.limit/10*9 {
			break
		}
		if err := os.Remove(f.name); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("trim cache: %w", err)
		}
		size -= f.size
	}
	return nil
}
