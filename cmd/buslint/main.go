// Buslint finds what goes wrong between a Go program and its event bus.
package main

import (
	"os"

	"github.com/buslint/buslint/internal/cli"
)

func main() {
	if os.Getenv("GOGC") == "" { // nobody says how memory is to be collected
		pace()
	}
	os.Exit(cli.Main(os.Args[1:], os.Stdout, os.Stderr))
}
