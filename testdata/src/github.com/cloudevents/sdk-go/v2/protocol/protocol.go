// Package protocol stands in for the real library in fixtures.
package protocol

type Result error

func IsNACK(target Result) bool { panic("stub") }

func IsUndelivered(target Result) bool { panic("stub") }
