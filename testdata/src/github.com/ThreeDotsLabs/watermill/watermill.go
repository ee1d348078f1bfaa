// Package watermill stands in for the real library in fixtures.
package watermill

type LoggerAdapter interface{ Info(msg string) }

func NewUUID() string { panic("stub") }
