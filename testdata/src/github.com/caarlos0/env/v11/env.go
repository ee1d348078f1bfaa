// Package env is a stand-in for github.com/caarlos0/env/v11.
package env

type Options struct{ Prefix string }

func Parse(v any) error { return nil }

func ParseWithOptions(v any, opts Options) error { return nil }
