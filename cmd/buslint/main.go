// Buslint finds what goes wrong between a Go program and its event bus.
package main

import (
	"os"

	"github.com/buslint/buslint/internal/cli"
)

func main() { os.Exit(cli.Main(os.Args[1:], os.Stdout, os.Stderr)) }
