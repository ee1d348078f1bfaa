package payload

import (
	"encoding/json"
	"time"
)

//lint:file-ignore SA5008,U1000 tags that do nothing and fields that nobody reads are what is tested

// The types of this file are the old and new types of the compatibility table.

type (
	one   struct{ A int }
	oneB  struct{ A, B int }
	oneBE struct {
		A int
		B int `json:",omitempty"`
	}
	oneP struct {
		A int
		B *int
	}
	onePE struct {
		A int
		B *int `json:",omitempty"`
	}
	oneHidden struct {
		A int
		B int `json:"-"`
	}
	oneUnexported struct {
		A int
		b int
	}
	renamedC struct {
		A int
		B int `json:"c"`
	}
	renamedGo struct{ A, C int }
	lowerB    struct {
		A int
		B int `json:"b"`
	}
	goName struct {
		A int
		X int `json:"B"`
	}
)

type (
	vInt     struct{ V int }
	vInt8    struct{ V int8 }
	vInt32   struct{ V int32 }
	vInt64   struct{ V int64 }
	vUint    struct{ V uint }
	vUint16  struct{ V uint16 }
	vUint64  struct{ V uint64 }
	vFloat   struct{ V float64 }
	vFloat32 struct{ V float32 }
	vString  struct{ V string }
	vBool    struct{ V bool }
	vNamed   struct{ V someName }
	vQuoted  struct {
		V int `json:",string"`
	}
	vQuotedString struct {
		V string `json:",string"`
	}
	vPointer  struct{ V *int }
	vPointerE struct {
		V *int `json:",omitempty"`
	}
	vIntE struct {
		V int `json:",omitempty"`
	}
	vIntZ struct {
		V int `json:",omitzero"`
	}
	vStruct  struct{ V one }
	vStructP struct{ V *one }
	vStructB struct{ V oneB }
	vMap     struct{ V map[string]int }
	vMapInt  struct{ V map[int]int }
	vInts    struct{ V []int }
	vIntsE   struct {
		V []int `json:",omitempty"`
	}
	vIntPs  struct{ V []*int }
	vInt2   struct{ V [2]int }
	vInt3   struct{ V [3]int }
	vBytes  struct{ V []byte }
	vBytes3 struct{ V [3]byte }
	vU16s   struct{ V []uint16 }
	vTime   struct{ V time.Time }
	vTimeE  struct {
		V time.Time `json:",omitempty"`
	}
	vTimeP      struct{ V *time.Time }
	vDuration   struct{ V time.Duration }
	vAny        struct{ V any }
	vRaw        struct{ V json.RawMessage }
	vNumber     struct{ V json.Number }
	vError      struct{ V error }
	vText       struct{ V textual }
	vMarshaler  struct{ V byMethod }
	vOneWay     struct{ V oneWay }
	vStatus     struct{ V StatusOld }
	vStatusMore struct{ V StatusNew }
	vStructs    struct{ V []one }
	vStructsB   struct{ V []oneB }
	vTree       struct {
		V    int
		Next *vTree
	}
	vTreeWide struct {
		V    string
		Next *vTreeWide
	}
)

type someName string

type (
	flat struct {
		ID string
		N  int
	}
	embeds struct {
		base
		N int
	}
	nests struct {
		base `json:"base"`
		N    int
	}
	nestsField struct {
		Base base
		N    int
	}
	base  struct{ ID string }
	stamp struct {
		At time.Time
		N  int
	}
	stampEmbedded struct {
		time.Time
		N int
	}
	embedsPointer struct {
		*base
		N int
	}
	embedsTwo struct {
		base
		alsoBase
		N int
	}
	alsoBase struct{ ID string }
)

// textual is a struct that is written as text.
type textual struct{ text string }

func (t textual) MarshalText() ([]byte, error) { return []byte(t.text), nil }

func (t *textual) UnmarshalText(b []byte) error { t.text = string(b); return nil }

// byMethod is a struct that writes and reads itself.
type byMethod struct{ N int }

func (b byMethod) MarshalJSON() ([]byte, error) { return json.Marshal([]int{b.N}) }

func (b *byMethod) UnmarshalJSON(data []byte) error {
	var list [1]int
	err := json.Unmarshal(data, &list)
	b.N = list[0]
	return err
}

// oneWay is a struct that writes itself only.
type oneWay struct{ N int }

func (o oneWay) MarshalJSON() ([]byte, error) { return json.Marshal([]int{o.N}) }

// StatusOld is an enumeration.
type StatusOld string

const (
	OldNew  StatusOld = "new"
	OldPaid StatusOld = "paid"
)

// StatusNew is the same with a value more.
type StatusNew string

const (
	NewNew     StatusNew = "new"
	NewPaid    StatusNew = "paid"
	NewSettled StatusNew = "settled"
)

type (
	list  []int
	table map[string]int
)

type (
	vStamp         struct{ V stamp }
	vStampEmbedded struct{ V stampEmbedded }
)
