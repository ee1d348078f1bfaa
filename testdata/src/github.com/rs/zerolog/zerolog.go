// Package zerolog stands in for the real library in fixtures.
package zerolog

type Logger struct{}

func (l *Logger) Warn() *Event  { panic("stub") }
func (l *Logger) Error() *Event { panic("stub") }

type Event struct{}

func (e *Event) Err(err error) *Event               { panic("stub") }
func (e *Event) Str(key, val string) *Event         { panic("stub") }
func (e *Event) Interface(key string, i any) *Event { panic("stub") }
func (e *Event) Msg(msg string)                     { panic("stub") }
