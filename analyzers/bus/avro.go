package bus

import (
	"strings"

	"github.com/buslint/buslint/models"
	"github.com/buslint/buslint/payload"
)

// writtenBy notes the schema that a call writes or reads a type by, if that is a text of the code. A type that has several has none that is known.
func (p *Program) writtenBy(typ string, f *Func, stack *frame, call int32, schema models.Path) {
	a, fields, ok := f.argument(call, schema)
	if !ok {
		return
	}
	text := ""
	s := textSearch{p: p, seen: map[traceKey]bool{}, embeds: true}
	if texts := s.texts(f, stack, a, p.fieldKeys(fields)); len(texts) == 1 {
		text = strings.TrimSpace(texts[0])
	}
	if p.schemaTexts == nil {
		p.schemaTexts = map[string]string{}
	}
	if known, ok := p.schemaTexts[typ]; ok && known != text {
		text = ""
	}
	p.schemaTexts[typ] = text
}

// avroSchema is the Avro schema of a type, nil if it is not known, or none.
func (p *Program) avroSchema(typ string) *payload.Schema {
	text := p.schemaTexts[typ]
	if text == "" {
		return nil
	}
	s, err := payload.AvroSchema([]byte(text))
	if err != nil {
		return nil // a schema that refers to others
	}
	return s
}
