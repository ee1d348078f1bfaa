// Package ent stands in for the real library in fixtures.
package ent

type Value any
