package reporter

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/width"
)

// tab is how a tab is displayed, so that what is marked does not depend on the terminal.
const tab = "    "

// display is source code as a terminal may show it: control characters, those that turn the direction of writing, and bytes that are no text are escaped.
func display(s string) string { return Clean(strings.ReplaceAll(s, "\t", tab)) }

// Clean escapes everything that is not printable, so that a text from outside stays on its line and sends no commands to a terminal.
func Clean(s string) string {
	var out strings.Builder
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == utf8.RuneError && n == 1:
			out.WriteString(`\x` + strconv.FormatInt(int64(s[i]), 16))
		case unicode.IsPrint(r):
			out.WriteRune(r)
		default:
			out.WriteString(strings.Trim(strconv.QuoteRuneToASCII(r), "'"))
		}
		i += n
	}
	return out.String()
}

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
