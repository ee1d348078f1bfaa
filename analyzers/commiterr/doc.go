// Package commiterr finds events published after a commit whose error was not checked.
//
// A commit can fail: a constraint that is checked late, a lost connection, a serialization conflict. The event then tells of a change that the database
// does not have.
//
// Check the error of the commit, and publish only if it is nil.
package commiterr
