package cache

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
	"time"
)

func open(t *testing.T, limit int64) *Cache {
	t.Helper()
	c, err := Open(filepath.Join(t.TempDir(), "cache"), limit)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// all are the files of results.
func (c *Cache) all(t *testing.T) []file {
	t.Helper()
	files, err := c.entries()
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func TestWhatIsPutIsThere(t *testing.T) {
	t.Parallel()
	c := open(t, Limit)
	if _, ok := c.Get(Key{1}); ok {
		t.Error("an empty cache holds something")
	}
	c.Put(Key{1}, []byte("one"))
	c.Put(Key{1}, []byte("other"))
	again, err := Open(c.dir, Limit)
	if err != nil {
		t.Fatal(err)
	}
	if data, ok := again.Get(Key{1}); !ok || string(data) != "other" {
		t.Errorf("got %q, %v", data, ok)
	}
	if c.Err() != nil {
		t.Error(c.Err())
	}
}

func TestWhatIsDamagedIsNotThere(t *testing.T) {
	t.Parallel()
	for name, damage := range map[string]func([]byte) []byte{
		"cut off":   func(b []byte) []byte { return b[:len(b)/2] },
		"empty":     func([]byte) []byte { return nil },
		"one bit":   func(b []byte) []byte { b[len(b)/2] ^= 1; return b },
		"something": func(b []byte) []byte { return bytes.Repeat([]byte("x"), len(b)) },
	} {
		c := open(t, Limit)
		c.Put(Key{1}, []byte("a result"))
		files := c.all(t)
		if len(files) != 2 {
			t.Fatalf("%s: %d files", name, len(files))
		}
		for _, f := range files {
			whole, err := os.ReadFile(f.name)
			if err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(f.name, damage(bytes.Clone(whole)), 0o644); err != nil {
				t.Fatal(err)
			}
			if data, ok := c.Get(Key{1}); ok && string(data) != "a result" {
				t.Errorf("%s: got %q", name, data)
			}
			if err := os.WriteFile(f.name, whole, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		c.Put(Key{1}, []byte("a result"))
		if _, ok := c.Get(Key{1}); !ok {
			t.Errorf("%s: it cannot be put again", name)
		}
	}
}

func TestFolderThatCannotBeWritten(t *testing.T) {
	t.Parallel()
	c := open(t, Limit)
	c.Put(Key{1}, []byte("one"))
	// A file in place of a folder stops everybody, root too.
	if err := os.RemoveAll(filepath.Join(c.dir, "02")); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(c.dir, "02"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	c.Put(Key{2}, []byte("two"))
	if c.Err() == nil {
		t.Error("no error is remembered")
	}
	if _, ok := c.Get(Key{1}); !ok {
		t.Error("what is there is not read")
	}
	if _, err := Open(filepath.Join(c.dir, "02", "x"), Limit); err == nil {
		t.Error("a folder in a file is opened")
	}
}

func TestTrimLeavesWhatWasUsedLast(t *testing.T) {
	t.Parallel()
	c := open(t, 10_000)
	old := time.Now().Add(-48 * time.Hour)
	for i := range 20 {
		c.Put(Key{byte(i)}, bytes.Repeat([]byte{byte(i)}, 1000))
	}
	for _, f := range c.all(t) {
		if err := os.Chtimes(f.name, old, old); err != nil {
			t.Fatal(err)
		}
	}
	for i := range 3 {
		if _, ok := c.Get(Key{byte(i)}); !ok { // is used
			t.Fatal("not there")
		}
	}
	if err := c.Trim(); err != nil {
		t.Fatal(err)
	}
	s, err := c.Status()
	if err != nil {
		t.Fatal(err)
	}
	if s.Bytes > 10_000 || s.Bytes < 5_000 {
		t.Errorf("%d bytes are left", s.Bytes)
	}
	for i := range 3 {
		if _, ok := c.Get(Key{byte(i)}); !ok {
			t.Errorf("%d was used and is gone", i)
		}
	}
	for i := range 20 {
		c.Put(Key{byte(i)}, bytes.Repeat([]byte{byte(i)}, 1000))
	}
	if err := c.Trim(); err != nil {
		t.Fatal(err)
	}
	if now, err := c.Status(); err != nil || now.Bytes <= 10_000 {
		t.Errorf("it is looked through twice in an hour: %d bytes, %v", now.Bytes, err)
	}
}

func TestCleanLeavesOtherFiles(t *testing.T) {
	t.Parallel()
	c := open(t, Limit)
	c.Put(Key{1}, []byte("one"))
	other := filepath.Join(c.dir, "other", "file")
	if err := os.MkdirAll(filepath.Dir(other), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(other, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := c.Clean(); err != nil {
		t.Fatal(err)
	}
	if s, err := c.Status(); err != nil || s.Files != 0 || s.Bytes != 0 {
		t.Errorf("%+v, %v", s, err)
	}
	if _, err := os.Stat(other); err != nil {
		t.Error(err)
	}
}

func TestFolderAndSize(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		cache, size, dir string
		bytes            int64
		wrong            bool
	}{
		{"off", "", "", Limit, false},
		{"/tmp/x", "500MB", "/tmp/x", 500 << 20, false},
		{"/tmp/x", "2gb", "/tmp/x", 2 << 30, false},
		{"/tmp/x", "100", "/tmp/x", 100, false},
		{"x", "", "", Limit, true},
		{"/tmp/x", "much", "/tmp/x", 0, true},
		{"/tmp/x", "-1", "/tmp/x", 0, true},
		{"/tmp/x", "9223372036854775807GB", "/tmp/x", 0, true},
	} {
		getenv := func(name string) string {
			return map[string]string{"BUSLINT_CACHE": c.cache, "BUSLINT_CACHE_SIZE": c.size}[name]
		}
		dir, err1 := Folder(getenv)
		size, err2 := Size(getenv)
		if dir != c.dir || size != c.bytes || (err1 != nil || err2 != nil) != c.wrong {
			t.Errorf("%s %s: %s %d, %v %v", c.cache, c.size, dir, size, err1, err2)
		}
	}
}
