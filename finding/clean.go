package finding

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

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
