package main

import "testing"

func TestRulesAreSmallLetters(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"", "ab", "new-rule", "NewRule", "../evil", "waytoolongforarule"} {
		if _, err := rule(root, name); err == nil {
			t.Errorf("%q is a name", name)
		}
	}
}
