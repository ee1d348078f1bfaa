// Package confmap is a stand-in for github.com/knadh/koanf/providers/confmap.
package confmap

type Confmap struct{ mp map[string]any }

func Provider(mp map[string]any, delim string) *Confmap { return &Confmap{mp} }

func (e *Confmap) ReadBytes() ([]byte, error) { return nil, nil }

func (e *Confmap) Read() (map[string]any, error) { return e.mp, nil }
