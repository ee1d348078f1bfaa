package rule

import (
	"go/parser"
	"go/token"
	"strings"
)

// Text is the package comment of a rule's doc.go: the one text about the rule. The words "Package name finds" become "Finds".
func Text(source string) string {
	f, err := parser.ParseFile(token.NewFileSet(), "doc.go", source, parser.PackageClauseOnly|parser.ParseComments)
	if err != nil || f.Doc == nil {
		return ""
	}
	text := strings.TrimPrefix(f.Doc.Text(), "Package "+f.Name.Name+" ")
	return strings.ToUpper(text[:1]) + text[1:]
}
