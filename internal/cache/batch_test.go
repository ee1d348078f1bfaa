package cache

import (
	"bytes"
	"os"
	"testing"
)

// results puts some results into a batch and closes it.
func results(c *Cache, from, to int) {
	b := c.Batch(Key{255})
	for i := range to {
		if _, ok := b.Get(Key{byte(i)}); !ok && i >= from {
			b.Put(Key{byte(i)}, bytes.Repeat([]byte{byte(i)}, i*100))
		}
	}
	b.Close()
}

func TestBatch(t *testing.T) {
	t.Parallel()
	c := open(t, Limit)
	results(c, 0, 100)
	if n := len(c.all(t)); n != 2 {
		t.Errorf("100 results lie in %d files, want 2", n)
	}
	results(c, 0, 103)
	if n := len(c.all(t)); n != 2+2*3 {
		t.Errorf("three new results: %d files, want 8", n)
	}
	results(c, 0, 120)
	if n := len(c.all(t)); n != 2+2*3+1 {
		t.Errorf("20 scattered results: %d files, want another content of the batch, 9", n)
	}
	b := c.Batch(Key{255})
	for i := range 120 {
		if data, ok := b.Get(Key{byte(i)}); !ok || !bytes.Equal(data, bytes.Repeat([]byte{byte(i)}, i*100)) {
			t.Errorf("result %d: %d bytes, %v", i, len(data), ok)
		}
	}
	if _, ok := b.Get(Key{200}); ok {
		t.Error("what nobody put is there")
	}
}

func TestBatchLeavesOutWhatIsNotUsed(t *testing.T) {
	t.Parallel()
	c := open(t, Limit)
	results(c, 0, 50)
	b := c.Batch(Key{255})
	for i := range 20 {
		b.Put(Key{byte(100 + i)}, []byte("new"))
	}
	b.Close()
	b = c.Batch(Key{255})
	if _, ok := b.Get(Key{1}); ok {
		t.Error("results that a run did not use are kept")
	}
	if _, ok := b.Get(Key{100}); !ok {
		t.Error("results that it put are not kept")
	}
}

func TestBatchThatIsDamaged(t *testing.T) {
	t.Parallel()
	whole, err := os.ReadFile("batch_test.go") // any bytes
	if err != nil {
		t.Fatal(err)
	}
	for n := range 200 {
		unpack(whole[n:]) // does not panic
	}
	var nothing *Batch
	nothing.Put(Key{}, nil)
	nothing.Close()
	if _, ok := nothing.Get(Key{}); ok {
		t.Error("there is something in nothing")
	}
}
