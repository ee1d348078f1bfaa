package reporter

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/buslint/buslint/finding"
)

func TestFixesOfSeveralEditsAreOneSuggestion(t *testing.T) {
	t.Parallel()
	lines := []string{"\ttx.Commit()", "\treturn publish()\r"}
	at := func(file string, line, column int) finding.Position {
		return finding.Position{File: file, Line: line, Column: column}
	}
	edit := func(line, from, to int, text string) finding.Edit {
		return finding.Edit{Position: at("a.go", line, from), End: at("a.go", line, to), New: text}
	}
	for _, tt := range []struct {
		name  string
		edits []finding.Edit
		want  rdSuggestion
		ok    bool
	}{
		{"none", nil, rdSuggestion{}, false},
		{"one", []finding.Edit{edit(1, 2, 4, "t")}, rdSuggestion{rdRange{rdPosition{1, 2}, rdPosition{1, 4}}, "t"}, true},
		{"a line", []finding.Edit{edit(1, 13, 13, "; err != nil {\n\t}"), edit(1, 2, 2, "if err := ")},
			rdSuggestion{rdRange{rdPosition{1, 1}, rdPosition{1, 13}}, "\tif err := tx.Commit(); err != nil {\n\t}"}, true},
		{"lines", []finding.Edit{edit(1, 2, 2, "_ = "), edit(2, 9, 16, "nil")}, rdSuggestion{rdRange{rdPosition{1, 1}, rdPosition{2, 18}}, "\t_ = tx.Commit()\n\treturn nil()"}, true},
		{"another file", []finding.Edit{edit(1, 2, 4, "t"), {Position: at("b.go", 1, 1), End: at("b.go", 1, 1)}}, rdSuggestion{}, false},
		{"no such place", []finding.Edit{edit(1, 2, 4, "t"), edit(2, 99, 100, "")}, rdSuggestion{}, false},
	} {
		r := Report{Line: func(p finding.Position) string { return lines[p.Line-1] }}
		got, ok := r.rdSuggestion(finding.Finding{Position: at("a.go", 1, 2)}, finding.Fix{Edits: tt.edits})
		if ok != tt.ok || ok && !cmp.Equal(got, tt.want) {
			t.Errorf("%s: %+v, %v, want %+v, %v", tt.name, got, ok, tt.want, tt.ok)
		}
	}
}
