// Package event stands in for the real library in fixtures.
package event

type Event struct{}

func (e Event) Data() []byte                               { panic("stub") }
func (e Event) DataAs(obj any) error                       { panic("stub") }
func (e Event) ID() string                                 { panic("stub") }
func (e *Event) SetData(contentType string, obj any) error { panic("stub") }
func (e *Event) SetID(id string)                           { panic("stub") }
func (e *Event) SetSource(s string)                        { panic("stub") }
func (e *Event) SetType(t string)                          { panic("stub") }
func (e Event) Type() string                               { panic("stub") }

func New(version ...string) Event { panic("stub") }
