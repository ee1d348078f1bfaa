package reporter

import (
	"encoding/xml"
	"io"

	"github.com/buslint/buslint/finding"
)

// Checkstyle prints the XML of Checkstyle, which many CI servers read.
func Checkstyle(w io.Writer, r Report) error {
	doc := checkstyle{Version: "5.0"}
	for _, f := range r.Findings {
		file, _ := r.place(f.Position)
		if n := len(doc.Files); n == 0 || doc.Files[n-1].Name != finding.Clean(file) {
			doc.Files = append(doc.Files, checkstyleFile{Name: finding.Clean(file)})
		}
		last := &doc.Files[len(doc.Files)-1]
		last.Errors = append(last.Errors, checkstyleError{f.Position.Line, f.Position.Column, f.Severity, r.full(f), name + "." + f.Rule})
	}
	return writeXML(w, doc)
}

type checkstyle struct {
	XMLName xml.Name         `xml:"checkstyle"`
	Version string           `xml:"version,attr"`
	Files   []checkstyleFile `xml:"file"`
}

type checkstyleFile struct {
	Name   string            `xml:"name,attr"`
	Errors []checkstyleError `xml:"error"`
}

type checkstyleError struct {
	Line     int              `xml:"line,attr"`
	Column   int              `xml:"column,attr"`
	Severity finding.Severity `xml:"severity,attr"`
	Message  string           `xml:"message,attr"`
	Source   string           `xml:"source,attr"`
}

// writeXML writes a document with its heading.
func writeXML(w io.Writer, doc any) error {
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	e := xml.NewEncoder(w)
	e.Indent("", "  ")
	if err := e.Encode(doc); err != nil {
		return err
	}
	_, err := io.WriteString(w, "\n")
	return err
}
