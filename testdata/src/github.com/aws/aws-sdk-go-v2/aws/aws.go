// Package aws stands in for the real library in fixtures.
package aws

func String(v string) *string { return &v }
