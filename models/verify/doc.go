// Package verify proves what buslint says of libraries: its tests compare the models and the stubs under testdata/src with the real libraries.
// It is a module of its own, so that their hundreds of dependencies stay out of buslint's.
//
// The libraries are listed in libraries.go, which "go test -update" writes from the models and the stubs.
package verify
