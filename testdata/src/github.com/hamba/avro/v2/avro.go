// Package avro stands in for the real one.
package avro

type Schema interface{ String() string }

func Parse(schema string) (Schema, error) { return nil, nil }

func MustParse(schema string) Schema { return nil }

func Marshal(schema Schema, v any) ([]byte, error) { return nil, nil }

func Unmarshal(schema Schema, data []byte, v any) error { return nil }
