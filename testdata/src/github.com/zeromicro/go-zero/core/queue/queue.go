// Package queue stands in for the real library in fixtures.
package queue

type MessageQueue any
