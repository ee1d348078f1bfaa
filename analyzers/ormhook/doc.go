// Package ormhook finds events published from ORM hooks, which run before the statement's transaction commits.
//
// The event is out when the row may still be rolled back, and no hook of an ORM runs after the commit: "after create" means after the statement.
//
// Write the event into an outbox through the transaction that the hook is given, or publish it where the transaction was committed.
//
// GORM opens a transaction around each statement, so a hook always runs inside one. The hooks of bun, go-pg and ent run inside one if their caller
// opened one, which a hook cannot know: they are warnings, and so are GORM's in programs that set SkipDefaultTransaction.
package ormhook
