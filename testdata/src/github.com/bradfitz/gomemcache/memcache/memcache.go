// Package memcache stands in for the real library in fixtures.
package memcache

var ErrNotStored error

type Item struct {
	Key        string
	Value      []byte
	Expiration int32
}

type Client struct{}

func (c *Client) Add(item *Item) error    { panic("stub") }
func (c *Client) Delete(key string) error { panic("stub") }
