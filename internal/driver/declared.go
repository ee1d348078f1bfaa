package driver

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"

	"github.com/buslint/buslint/catalog"
)

// ErrEvents says that events.yml cannot be read.
var ErrEvents = errors.New("events.yml")

// declared reads what is declared of the program's events. A file of that name that is another tool's is none.
func (r *Result) declared(d *Declared) (catalog.State, error) {
	if d == nil {
		return catalog.State{}, nil
	}
	s := catalog.State{Now: d.Now, Base: d.Base}
	name := filepath.Join(r.Dir, catalog.EventsFile)
	data, err := os.ReadFile(name)
	switch {
	case errors.Is(err, fs.ErrNotExist) && d.Must:
		return s, eventsError{errors.New("no events.yml in the module's folder; `buslint catalog init` writes one")}
	case errors.Is(err, fs.ErrNotExist):
		return s, nil
	case err != nil:
		return s, eventsError{fmt.Errorf("read declared events: %w", err)}
	case !d.Must && !catalog.IsEvents(data):
		return s, nil
	}
	if s.File, err = catalog.ReadEvents(catalog.EventsFile, data); err != nil {
		return s, eventsError{err}
	}
	r.Events = s.File
	r.events = sha256.Sum256(data)
	if owners := r.Owners(); owners != nil {
		s.Owners = func(file string) []string { return owners.Of(path.Join(r.Root, file)) }
		s.Teams = owners.Teams
	}
	return s, nil
}

// eventsError is an ErrEvents that says no more than what is wrong.
type eventsError struct{ error }

func (e eventsError) Unwrap() error { return e.error }

func (e eventsError) Is(target error) bool { return target == ErrEvents }

// Owners reads the repository's CODEOWNERS, nil if there is none.
func (r *Result) Owners() *catalog.Owners {
	for _, name := range catalog.OwnersFiles() {
		data, err := os.ReadFile(filepath.Join(r.top, filepath.FromSlash(name)))
		if err == nil {
			return catalog.ParseOwners(data)
		}
	}
	return nil
}
