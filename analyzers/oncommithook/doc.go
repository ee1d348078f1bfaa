// Package oncommithook finds events that a commit hook publishes before the commit it wraps, and failures to publish that it returns after it.
//
// Ent calls the hook instead of the commit, and the hook calls the commit. What it publishes before that, or without it, is out when the commit fails.
// What it returns is what the caller takes for the outcome of the commit: if it returns that the publish failed, the caller may do everything again.
//
// Call the commit first and return its error. Then publish, and keep a failure to yourself: log it with the event, so that it can be sent again.
package oncommithook
