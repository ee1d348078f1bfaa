// Package uuid stands in for the real library in fixtures.
package uuid

type UUID [16]byte

func New() UUID               { panic("stub") }
func NewString() string       { panic("stub") }
func (u UUID) String() string { panic("stub") }

var NameSpaceOID UUID

func NewSHA1(space UUID, data []byte) UUID { panic("stub") }
func NewRandom() (UUID, error)             { panic("stub") }
func Must(uuid UUID, err error) UUID       { panic("stub") }
