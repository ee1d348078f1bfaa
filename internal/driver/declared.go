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
	"github.com/buslint/buslint/payload"
)

// ErrEvents says that events.yml, or what is locked and approved of payloads, cannot be read.
var ErrEvents = errors.New("events.yml")

// declared reads what is declared of the program's events. A file of that name that is another tool's is none.
func (r *Result) declared(d *Declared) (catalog.State, error) {
	if d == nil {
		return catalog.State{}, nil
	}
	s := catalog.State{Now: d.Now, Base: d.Base}
	if err := r.locks(&s); err != nil {
		return s, eventsError{err}
	}
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

// locks reads the locked shapes of payloads, and which changes of them were approved.
func (r *Result) locks(s *catalog.State) (err error) {
	if s.Locks, err = payload.Histories(os.DirFS(r.Dir)); err != nil {
		return err
	}
	r.Locks = s.Locks
	name := filepath.Join(r.Dir, filepath.FromSlash(payload.ApprovalsFile))
	data, err := os.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("read approvals: %w", err)
	}
	s.Accepts, err = payload.ParseApprovals(payload.ApprovalsFile, data)
	r.Accepts = s.Accepts
	return err
}

// ReadLocks reads the locked shapes of payloads of the module, or workspace, around a folder.
func ReadLocks(dir string) (map[string]payload.History, error) {
	s, err := findScope(dir, environment(nil))
	if err != nil {
		return nil, err
	}
	return payload.Histories(os.DirFS(s.dir))
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
