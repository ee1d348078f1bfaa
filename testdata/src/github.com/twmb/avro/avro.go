// Package avro stands in for the real one.
package avro

type Schema struct{ _ int }

type SchemaOpt interface{ schemaOpt() }

type Opt interface{ opt() }

func Parse(schema string, opts ...SchemaOpt) (*Schema, error) { return nil, nil }

func MustParse(schema string, opts ...SchemaOpt) *Schema { return nil }

func (s *Schema) Encode(v any, opts ...Opt) ([]byte, error) { return nil, nil }

func (s *Schema) AppendEncode(dst []byte, v any, opts ...Opt) ([]byte, error) { return nil, nil }

func (s *Schema) Decode(src []byte, v any, opts ...Opt) ([]byte, error) { return nil, nil }
