// Package watermill stands in for the real library in fixtures.
package watermill

type LogFields map[string]any

type LoggerAdapter interface {
	Info(msg string, fields LogFields)
}

func NewUUID() string { panic("stub") }
