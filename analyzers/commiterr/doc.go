// Package commiterr finds events published, and messages acked, after a commit whose error was not checked.
//
// A commit can fail (a late constraint, a lost connection, a conflict), and the event then tells of a change that the database does not have.
//
// Check the error of the commit, and publish or ack only if it is nil.
package commiterr
