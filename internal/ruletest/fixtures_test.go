package ruletest

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/buslint/buslint/analyzers"
	"github.com/buslint/buslint/finding"
)

func TestFixtures(t *testing.T) {
	for _, r := range analyzers.All() {
		t.Run(r.Name, func(t *testing.T) {
			t.Parallel()
			Run(t, src, r)
		})
	}
}

// TestRulesOnFixturesOfOthers runs every rule on the fixtures of all: none panics, and whatever one says has a place that exists, and says something.
func TestRulesOnFixturesOfOthers(t *testing.T) {
	rules := analyzers.All()
	for _, of := range rules {
		t.Run(of.Name, func(t *testing.T) {
			t.Parallel()
			f := read(t, src, of.Name)
			program := f.solve(t, f.tables())
			for _, r := range rules {
				for _, found := range r.Findings(program) {
					if problem := f.malformed(found); problem != "" || found.Rule != r.Name {
						t.Errorf("%s says %+v: %s", r.Name, found, problem)
					}
				}
			}
		})
	}
}

// malformed tells what is wrong with the form of a finding, if something is.
func (f *fixture) malformed(found finding.Finding) string {
	places := []finding.Position{found.Position}
	for _, frame := range found.Path {
		places = append(places, frame.Position)
	}
	for _, at := range places {
		if i, err := os.Stat(filepath.Join(f.src, at.File)); err != nil || i.IsDir() || at.Line < 1 {
			return "there is no " + at.String()
		}
	}
	first, _ := utf8.DecodeRuneInString(found.Text)
	switch {
	case found.Text == "" || strings.HasSuffix(found.Text, ".") || unicode.IsSpace(first):
		return "the text is no sentence"
	case utf8.RuneCountInString(found.Text) > 100:
		return "the text is too long"
	case found.Severity.Rank() == 0:
		return "it has no severity"
	case !strings.HasPrefix(found.Position.File, f.name+"/"):
		return "it is not in the program"
	}
	return ""
}
