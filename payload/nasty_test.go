package payload

import (
	"encoding/json"
	"errors"
	"math/big"
	"net/netip"
	"strings"
	"time"
)

//lint:file-ignore SA5008,U1000 tags that do nothing and fields that nobody reads are what is tested

// The types of this file are what the extractor is tried on: each is encoded for real, with random values.

type nastyBase struct {
	ID     string
	Shared int `json:"shared"`
	hidden int
}

type nastyOther struct {
	Shared int `json:"shared"`
	Only   bool
}

type nastyAlso struct {
	ID   int
	Only bool
}

type nastyDeep struct {
	nastyMiddle
	ID int // wins over the deeper ID
}

type nastyMiddle struct {
	*nastyBase
	Level int8
}

type nastyConflict struct {
	nastyBase
	nastyAlso
	Loud string `json:"loud"`
	LOUD string `json:"LOUD"`
}

type nastyTagWins struct {
	A string
	B string `json:"A"`
}

type nastyTwice struct {
	nastyLeft
	nastyRight
}

type nastyLeft struct{ nastyShared }

type nastyRight struct{ nastyShared }

type nastyShared struct{ Value string }

type nastyTwin nastyShared

type nastyTwins struct {
	nastyShared
	nastyTwin
}

type nastyTags struct {
	Minus   int `json:"-,"`
	Skipped int `json:"-"`
	Bad     int `json:"a\"b,omitempty"`
	Odd     int `json:"a b$%-/"`
	Empty   int `json:""`
	Only    int `json:",omitempty"`
	Other   int `yaml:"other"`
	Unicode int `json:"größe"`
	private int
}

type nastyString string

type nastyNumbers struct {
	I    int     `json:"i,string"`
	P    *int64  `json:"p,string,omitempty"`
	PP   **int   `json:"pp,string"`
	F    float64 `json:"f,string"`
	B    bool    `json:"b,string"`
	S    string  `json:"s,string"`
	N    []int   `json:"n,string"`
	Any  any     `json:"any,string"`
	Num  json.Number
	QNum json.Number `json:"qnum,string"`
	U8   uint8
	F32  float32
	UP   uintptr
	Name nastyString `json:",string"`
}

type nastyOmit struct {
	I      int             `json:",omitempty"`
	S      string          `json:",omitempty"`
	L      []int           `json:",omitempty"`
	M      map[string]int  `json:",omitempty"`
	A0     [0]int          `json:",omitempty"`
	A2     [2]int          `json:",omitempty"`
	A2Z    [2]int          `json:",omitzero"`
	T      time.Time       `json:",omitempty"`
	TZ     time.Time       `json:",omitzero"`
	P      *nastyShared    `json:",omitempty"`
	St     nastyShared     `json:",omitempty"`
	StZ    nastyShared     `json:",omitzero"`
	Face   any             `json:",omitempty"`
	LZ     []int           `json:",omitzero"`
	Raw    json.RawMessage `json:",omitempty"`
	Always []int
}

type nastyBytes struct {
	B  []byte
	A  [3]byte
	N  []nastyByte
	T  []nastyTextByte
	U  []uint16
	BB [][]byte
}

type nastyByte byte

type nastyTextByte byte

func (b nastyTextByte) MarshalText() ([]byte, error) { return []byte{'a' + byte(b)%26}, nil }

// nastyPointer has a marshal method with a pointer receiver.
type nastyPointer struct{ N int }

func (p *nastyPointer) MarshalJSON() ([]byte, error) { return []byte(`"pointer"`), nil }
func (p *nastyPointer) UnmarshalJSON(data []byte) error {
	if string(data) != `"pointer"` {
		return errors.New("not a pointer")
	}
	return nil
}

type nastyAddresses struct {
	Value nastyPointer
	Ptr   *nastyPointer
	List  []nastyPointer
	Two   [2]nastyPointer
	Map   map[string]nastyPointer
	Big   big.Int
	BigP  *big.Int
}

type nastyHolder struct {
	In   nastyAddresses
	Far  *nastyAddresses
	Each map[string]nastyAddresses
}

type nastyColor int

const (
	NastyRed nastyColor = iota + 1
	NastyGreen
)

func (c nastyColor) MarshalText() ([]byte, error) { return []byte(strings.Repeat("r", int(c)&3)), nil }
func (c *nastyColor) UnmarshalText([]byte) error  { return nil }

type NastyStatus string

const (
	NastyNew  NastyStatus = "new"
	NastyPaid NastyStatus = "paid"
	nastyGone NastyStatus = "gone"
)

type nastyKeys struct {
	Ints   map[int]string
	U      map[uint8]bool
	Text   map[nastyColor]int
	Names  map[nastyString]int
	Addr   map[netip.Addr]int
	Enum   map[NastyStatus][]NastyStatus
	Status NastyStatus
	Color  nastyColor
	Colors []*nastyColor
}

type nastyTree struct {
	Name     string
	Children []nastyTree
	Parent   *nastyTree
	ByName   map[string]*nastyTree
}

type nastyList []nastyList

type nastyMaps map[string]nastyMaps

type nastyMutualA struct{ B *nastyMutualB }

type nastyMutualB struct {
	A []nastyMutualA
	V nastyPair[int]
}

type nastyPair[T any] struct {
	First  T
	Second *T `json:"second,omitempty"`
	Rest   []nastyPair[T]
}

type nastyGeneric struct {
	Ints nastyPair[int]
	Strs nastyPair[string]
	nastyPair[bool]
}

type nastyAlias = nastyPair[nastyShared]

type nastyAliased struct {
	nastyAlias
	Again nastyAlias
}

// nastyStamp takes over encoding by the struct it embeds.
type nastyStamp struct {
	time.Time
	N int
}

type nastyTwoStamps struct {
	time.Time
	nastyStamper
	N int
}

type nastyStamper struct{ X int }

func (nastyStamper) MarshalJSON() ([]byte, error) { return []byte(`1`), nil }

type nastyFace interface{ Face() }

type nastyInterfaces struct {
	Any   any
	Err   error
	Face  nastyFace
	Raw   json.RawMessage
	Inner struct {
		A int `json:"a"`
		B struct{ C []string }
	}
	When  time.Time
	Later *time.Time
	Wait  time.Duration
	Addr  netip.Addr
}

type nastyEmbedded struct {
	nastyString // not exported, and no struct
	NastyStatus // exported
	nastyNamed  `json:"named"`
	*NastyPtr
}

type nastyNamed struct{ V int }

type NastyPtr struct {
	Deep *int `json:"deep"`
	nastyPrivate
}

type nastyPrivate struct{ Seen string }

// nastyMarshalOnly has no way back.
type nastyMarshalOnly struct{ V int }

func (nastyMarshalOnly) MarshalJSON() ([]byte, error) { return []byte(`[1,2]`), nil }

type nastyOneWay struct {
	M nastyMarshalOnly
	P *nastyMarshalOnly
}

type nastyDepth struct {
	L1 struct {
		nastyBase
		L2 struct {
			*nastyOther
			L3 []map[string][]*nastyShared
		}
	}
}
