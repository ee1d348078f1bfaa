// Package export writes a catalogue in formats that other tools read, and as pictures and a page for people. All are functions of the catalogue alone:
// equal catalogues give equal bytes. Names in a catalogue come from code that anybody may have written; each format quotes them by its own rules.
package export

import (
	"fmt"
	"strings"

	"github.com/buslint/buslint/catalog"
)

// File is a file of an export, relative to the folder it is written to.
type File struct {
	Name string
	Data []byte
}

// Format is a form that catalogues are written in.
type Format struct {
	Name   string
	Says   string // what it is for, in a line
	Folder bool   // it is a folder of files; others are one file, or several where one would be too large
	Files  func(catalog.Catalogue, Options) ([]File, error)
}

// Options say what a catalogue does not.
type Options struct {
	Title  string // of the whole; "" is the first module's path
	Merged bool   // one AsyncAPI document of all services
	Source string // address of a line of code, with {module}, {path}, {line} and {commit}; "" is that of GitHub or GitLab where the module's path names them
}

// Formats lists all formats.
func Formats() []Format {
	return []Format{
		{"html", "one page with search, graph, fields and history; it loads nothing", false, page},
		{"asyncapi", "AsyncAPI 3.0, a document for each service or one with --merged", false, asyncAPI},
		{"eventcatalog", "the folders of an EventCatalog: services, channels, events, teams", true, eventCatalog},
		{"backstage", "entities of Backstage: components, APIs, topics as resources", true, backstage},
		{"jsonschema", "JSON Schema (2020-12) of each event", true, jsonSchema},
		{"mermaid", "a flowchart that GitHub and GitLab draw", false, mermaid},
		{"dot", "a graph for Graphviz", false, dot},
		{"svg", "a picture of producers, topics and consumers", false, svg},
	}
}

// ByName finds a format.
func ByName(name string) (Format, error) {
	var names []string
	for _, f := range Formats() {
		if f.Name == name {
			return f, nil
		}
		names = append(names, f.Name)
	}
	return Format{}, fmt.Errorf("--format %q is none of %s", name, strings.Join(names, ", "))
}

// one is an export of a single file.
func one(name string, data []byte) []File { return []File{{name, data}} }
