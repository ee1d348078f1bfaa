// Package events is part of the contract of orders.
package events

type Paid struct{ ID string }
