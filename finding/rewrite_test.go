package finding

import (
	"errors"
	"testing"
)

func edit(line, column, endLine, endColumn int, text string) Edit {
	return Edit{Position: Position{File: "a.go", Line: line, Column: column}, End: Position{File: "a.go", Line: endLine, Column: endColumn}, New: text}
}

func TestRewriteCarriesOutEditsInAnyOrder(t *testing.T) {
	t.Parallel()
	const content = "one\ntwo ü two\r\nthree"
	for _, tt := range []struct {
		name  string
		edits []Edit
		want  string
	}{
		{"none", nil, content},
		{"last first", []Edit{edit(3, 1, 3, 6, "3"), edit(1, 1, 1, 4, "1")}, "1\ntwo ü two\r\n3"},
		{"columns count bytes", []Edit{edit(2, 5, 2, 7, "u")}, "one\ntwo u two\r\nthree"},
		{"over lines", []Edit{edit(1, 4, 2, 1, " ")}, "one two ü two\r\nthree"},
		{"at the end", []Edit{edit(3, 6, 3, 6, "!\n")}, "one\ntwo ü two\r\nthree!\n"},
		{"side by side", []Edit{edit(1, 1, 1, 2, "O"), edit(1, 2, 1, 3, "N")}, "ONe\ntwo ü two\r\nthree"},
		{"the same twice", []Edit{edit(1, 1, 1, 1, "x"), edit(1, 1, 1, 1, "x")}, "xone\ntwo ü two\r\nthree"},
	} {
		got, err := Rewrite([]byte(content), tt.edits)
		if err != nil || string(got) != tt.want {
			t.Errorf("%s: %q, %v, want %q", tt.name, got, err, tt.want)
		}
	}
}

func TestRewriteRefuses(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name    string
		edits   []Edit
		overlap bool
	}{
		{"overlap", []Edit{edit(1, 1, 1, 3, "a"), edit(1, 2, 1, 4, "b")}, true},
		{"one in the other", []Edit{edit(1, 1, 2, 1, "a"), edit(1, 2, 1, 3, "b")}, true},
		{"insertions at one place", []Edit{edit(1, 1, 1, 1, "a"), edit(1, 1, 1, 1, "b")}, true},
		{"insertion where a text goes", []Edit{edit(1, 1, 1, 1, "a"), edit(1, 1, 1, 2, "b")}, true},
		{"no such line", []Edit{edit(3, 1, 3, 1, "a")}, false},
		{"no such column", []Edit{edit(1, 5, 1, 5, "a")}, false},
		{"no place", []Edit{edit(0, 0, 0, 0, "a")}, false},
		{"backwards", []Edit{edit(1, 3, 1, 1, "a")}, false},
	} {
		got, err := Rewrite([]byte("one\ntwo"), tt.edits)
		if err == nil || errors.Is(err, ErrOverlap) != tt.overlap {
			t.Errorf("%s: %q, %v", tt.name, got, err)
		}
	}
}
