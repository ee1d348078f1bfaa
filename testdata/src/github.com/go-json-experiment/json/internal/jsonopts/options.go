// Package jsonopts stands in for the real one.
package jsonopts

type Options interface{}
