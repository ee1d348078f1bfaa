// Package shapes has hooks that call the commit in other ways.
package shapes

import (
	"context"
	"log"

	"example.com/ent"

	"oncommithook/events"
)

type shop struct{ publisher *events.Publisher }

// The failure comes out of tx.Commit.
func (s *shop) returned(tx *ent.Tx, event []byte) {
	tx.OnCommit(func(next ent.Committer) ent.Committer {
		return ent.CommitFunc(func(ctx context.Context, tx *ent.Tx) error {
			if err := next.Commit(ctx, tx); err != nil {
				return err
			}
			return s.publisher.Publish(ctx, event) // want "error: failed publish is returned from a commit hook"
		})
	})
}

// Nobody commits.
func (s *shop) forgotten(tx *ent.Tx, event []byte) {
	tx.OnCommit(func(next ent.Committer) ent.Committer {
		return ent.CommitFunc(func(ctx context.Context, tx *ent.Tx) error {
			return s.publisher.Publish(ctx, event) // want "error: event is published before the commit"
		})
	})
}

// A hook with a name.
func (s *shop) named(tx *ent.Tx) { tx.OnCommit(s.hook) }

func (s *shop) hook(next ent.Committer) ent.Committer {
	return ent.CommitFunc(func(ctx context.Context, tx *ent.Tx) error {
		if err := s.publisher.Publish(ctx, nil); err != nil { // want "error: event is published before the commit"
			log.Print(err)
		}
		return next.Commit(ctx, tx)
	})
}

// A hook with a name that commits first.
func (s *shop) namedGood(tx *ent.Tx) { tx.OnCommit(s.goodHook) }

func (s *shop) goodHook(next ent.Committer) ent.Committer {
	return ent.CommitFunc(func(ctx context.Context, tx *ent.Tx) error {
		if err := next.Commit(ctx, tx); err != nil {
			return err
		}
		s.tell(ctx, nil)
		return nil
	})
}

// It tells of the failure.
func (s *shop) failure(tx *ent.Tx, event []byte) {
	tx.OnCommit(func(next ent.Committer) ent.Committer {
		return ent.CommitFunc(func(ctx context.Context, tx *ent.Tx) error {
			err := next.Commit(ctx, tx)
			if err != nil {
				if err := s.publisher.Publish(ctx, event); err != nil {
					log.Print(err)
				}
				return err
			}
			return nil
		})
	})
}

// Deferred until after the commit.
func (s *shop) deferred(tx *ent.Tx, event []byte) {
	tx.OnCommit(func(next ent.Committer) ent.Committer {
		return ent.CommitFunc(func(ctx context.Context, tx *ent.Tx) error {
			defer s.tell(ctx, event)
			return next.Commit(ctx, tx)
		})
	})
}

func (s *shop) tell(ctx context.Context, event []byte) {
	if err := s.publisher.Publish(ctx, event); err != nil {
		log.Printf("publish %s: %v", event, err)
	}
}

// Another function calls the commit.
func (s *shop) elsewhere(tx *ent.Tx, event []byte) {
	tx.OnCommit(func(next ent.Committer) ent.Committer {
		return ent.CommitFunc(func(ctx context.Context, tx *ent.Tx) error {
			return commitThen(ctx, next, tx, func() { s.tell(ctx, event) })
		})
	})
}

func commitThen(ctx context.Context, next ent.Committer, tx *ent.Tx, fn func()) error {
	if err := next.Commit(ctx, tx); err != nil {
		return err
	}
	fn()
	return nil
}

// A committer that is no hook.
func (s *shop) none() ent.Committer {
	return ent.CommitFunc(func(ctx context.Context, tx *ent.Tx) error {
		if err := s.publisher.Publish(ctx, nil); err != nil {
			return err
		}
		return nil
	})
}
