// Package protoreflect stands in for the real library in fixtures.
package protoreflect

type Message interface{ Interface() ProtoMessage }

type ProtoMessage interface{ ProtoReflect() Message }
