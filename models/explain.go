package models

import (
	"fmt"
	"reflect"
	"strings"
)

// Explain tells what is known of a function, one effect a line, with where that stands; "" if it is not described.
func Explain(set *Set, fullName string) string {
	f := set.Func(fullName)
	if f == nil {
		return ""
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n  described by library %s in %s\n", f.Name, f.Library, f.Pos)
	explain(&b, "  ", reflect.ValueOf(f.Effect))
	return b.String()
}

// explain writes the fields of a struct that are set, in their order, under their YAML names.
func explain(b *strings.Builder, indent string, v reflect.Value) {
	for i := range v.NumField() {
		field := v.Field(i)
		if field.IsZero() || !v.Type().Field(i).IsExported() {
			continue
		}
		name, _, _ := strings.Cut(v.Type().Field(i).Tag.Get("yaml"), ",")
		switch x := field.Interface().(type) {
		case Path:
			fmt.Fprintf(b, "%s%s: %s\n", indent, name, x)
		case Paths:
			words := make([]string, len(x))
			for j, p := range x {
				words[j] = p.String()
			}
			fmt.Fprintf(b, "%s%s: %s\n", indent, name, strings.Join(words, ", or "))
		default:
			if field.Kind() == reflect.Pointer && field.Elem().Kind() == reflect.Struct {
				fmt.Fprintf(b, "%s%s\n", indent, name)
				explain(b, indent+"  ", field.Elem())
				continue
			}
			fmt.Fprintf(b, "%s%s: %v\n", indent, name, x)
		}
	}
}
