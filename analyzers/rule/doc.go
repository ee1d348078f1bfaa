package rule

import "strings"

// Text is the package comment of a rule's doc.go: the one text about the rule. The words "Package name finds" become "Finds". It is read as lines, as each
// start of the program does it for each rule.
func Text(source string) string {
	var b strings.Builder
	for line := range strings.Lines(source) {
		rest, comment := strings.CutPrefix(line, "//")
		if !comment {
			break
		}
		b.WriteString(strings.TrimPrefix(rest, " "))
	}
	text, found := strings.CutPrefix(b.String(), "Package ")
	_, text, named := strings.Cut(text, " ")
	if !found || !named || text == "" {
		return ""
	}
	return strings.ToUpper(text[:1]) + text[1:]
}
