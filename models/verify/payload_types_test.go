package verify

import "time"

// The types of this file are encoded with the real libraries, and their shapes extracted from this text.

type bsonBase struct {
	OrderID int32
	Note    string `bson:"note,omitempty"`
}

type bsonOrder struct {
	ID        string `bson:"_id"`
	CreatedAt time.Time
	UpdatedAt *time.Time `bson:"updated_at,omitempty"`
	Total     int64
	Count     int
	Small     uint8
	Rate      float64
	Paid      bool
	Raw       []byte
	Digest    [4]byte
	Tags      []string
	Labels    map[string]int
	ByNumber  map[int]string
	Base      bsonBase
	Inlined   bsonBase `bson:",inline"`
	Lines     []bsonBase
	Next      *bsonOrder
	Any       any
	Wait      time.Duration
	Skipped   int       `bson:"-"`
	Empty     time.Time `bson:"empty,omitempty"`
	hidden    int
}

type bsonEmbeds struct {
	BsonPart
	N int
}

// BsonPart is embedded by its exported name.
type BsonPart struct{ Part string }

type bsonRest struct {
	A    int
	Rest map[string]string `bson:",inline"`
}

type packBase struct{ Shared int32 }

type packOrder struct {
	ID     string `msgpack:"id"`
	Total  int64
	Opt    *int `msgpack:"opt,omitempty"`
	Zero   int  `msgpack:",omitempty"`
	Raw    []byte
	Digest [4]byte
	Tags   []string
	Labels map[string]bool
	Rate   float32
	Any    any
	packBase
	Named packBase `msgpack:"named"`
	Flat  PackFlat `msgpack:",inline"` // has no effect
	Keep  int      `msgpack:"-"`
	Next  *packOrder
}

// PackFlat is embedded, or not.
type PackFlat struct{ Flattened string }

type packNoInline struct {
	PackFlat `msgpack:",noinline"`
	N        int
}
