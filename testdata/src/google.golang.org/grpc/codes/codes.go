// Package codes stands in for the real library in fixtures.
package codes

type Code uint32

const Unavailable Code = 14
