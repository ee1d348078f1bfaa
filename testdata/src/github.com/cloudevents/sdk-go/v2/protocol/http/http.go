// Package http stands in for the real library in fixtures.
package http

type Option func(*Protocol) error

type Protocol struct{}
