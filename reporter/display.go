package reporter

import (
	"strings"
	"unicode"

	"golang.org/x/text/width"

	"github.com/buslint/buslint/finding"
)

// tab is how a tab is displayed, so that what is marked does not depend on the terminal.
const tab = "    "

// display is source code as a terminal may show it: control characters, those that turn the direction of writing, and bytes that are no text are escaped.
func display(s string) string { return finding.Clean(strings.ReplaceAll(s, "\t", tab)) }

// cells is how many columns of a terminal a displayed text takes: two for wide characters, none for marks that join the one before.
func cells(s string) int {
	n := 0
	for _, r := range s {
		switch k := width.LookupRune(r).Kind(); {
		case unicode.Is(unicode.Mn, r):
		case k == width.EastAsianWide || k == width.EastAsianFullwidth:
			n += 2
		default:
			n++
		}
	}
	return n
}
