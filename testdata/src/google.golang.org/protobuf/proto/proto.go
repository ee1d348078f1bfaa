// Package proto stands in for the real library in fixtures.
package proto

import "google.golang.org/protobuf/reflect/protoreflect"

type Message = protoreflect.ProtoMessage

func Marshal(m Message) ([]byte, error) { panic("stub") }

func Unmarshal(b []byte, m Message) error { panic("stub") }
