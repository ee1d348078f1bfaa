package driver

import (
	"crypto/sha256"

	"github.com/buslint/buslint/analyzers/bus"
	"github.com/buslint/buslint/catalog"
	"github.com/buslint/buslint/internal/filter"
	"github.com/buslint/buslint/payload"
)

// Result is what a run found: all findings of all severities in the packages asked for, before filters, sorted.
type Result struct {
	filter.Input
	Root      string          // Dir relative to its repository, "." if they are one
	Dir       string          // the folder that files are relative to: the module's, or the workspace's; absolute
	Packages  map[string]bool // import paths of the main modules' packages, and whether their findings were wanted
	Problems  []Problem
	Explained []string                   // answers to Options.Explain, in order; "" for an unknown function
	Inferred  []bus.Inferred             // if Options.Infer asked for it
	Catalogue catalog.Catalogue          // if Options.Edges asked for it
	Events    *catalog.File              // events.yml, if Options.Declared asked for it and there is one
	Locks     map[string]payload.History // shapes of payloads that were locked, by event, if Options.Declared asked for them
	Accepts   *payload.Approvals         // ... and which changes of them were approved
	Modules   []string                   // paths of the main modules
	Stats     Stats
	Fresh     int // packages that were analysed in this run; the others' results were kept from earlier ones

	top       string                       // the repository's folder, Dir if it lies in none
	digests   map[string][sha256.Size]byte // by file on this machine: what was analysed
	events    [sha256.Size]byte            // of events.yml
	folders   map[string]string            // by module: where files that are relative to it are
	importers map[string][]string          // by folder of a package from source, all on this machine: the folders of those that import it
}

// Stats says what a run worked on.
type Stats struct {
	Packages  int `json:"packages"`
	Functions int `json:"functions"`
}
