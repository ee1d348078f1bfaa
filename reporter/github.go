package reporter

import (
	"fmt"
	"io"
	"strings"

	"github.com/buslint/buslint/finding"
)

// GitHub prints workflow commands, which GitHub Actions shows as annotations beside the lines of a pull request. The worst come first, as it shows ten
// of a step. Each line is a command of ours in which everything else is escaped, so no text of the program that was looked at is taken for a command.
func GitHub(w io.Writer, r Report) error {
	for _, p := range r.Problems {
		if _, err := fmt.Fprintf(w, "::error title=%s::%s\n", property(name), data("could not be analysed: "+finding.Clean(p))); err != nil {
			return err
		}
	}
	for _, f := range worst(r.Findings) {
		level := map[finding.Severity]string{finding.Error: "error", finding.Warning: "warning"}[f.Severity]
		if level == "" {
			level = "notice"
		}
		title := property(name + " " + f.Rule)
		at := ""
		if file, inside := r.place(f.Position); inside {
			at = fmt.Sprintf("file=%s,line=%d,col=%d,endLine=%d,endColumn=%d,", property(finding.Clean(file)), f.Position.Line, f.Position.Column, f.End.Line, f.End.Column)
		}
		if _, err := fmt.Fprintf(w, "::%s %stitle=%s::%s\n", level, at, title, data(r.full(f))); err != nil {
			return err
		}
	}
	return nil
}

var (
	dataEscapes     = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	propertyEscapes = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)

// data escapes a command's message, property the value of a property, as the runner reads them.
func data(s string) string     { return dataEscapes.Replace(s) }
func property(s string) string { return propertyEscapes.Replace(s) }
