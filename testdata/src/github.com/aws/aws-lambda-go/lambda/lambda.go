// Package lambda stands in for the real library in fixtures.
package lambda

type Option func(*handlerOptions)

func Start(handler any) { panic("stub") }

func StartWithOptions(handler any, options ...Option) { panic("stub") }

type handlerOptions struct{}
