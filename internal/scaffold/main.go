// Scaffold writes the files of a new rule or of a new library: `make rule NAME=x`, `make library NAME=x PACKAGE=import/path`. What it writes works and
// passes its tests, and is there to be changed.
package main

import (
	"fmt"
	"os"
)

const usage = "usage: make rule NAME=name\n       make library NAME=name [PACKAGE=import/path]"

func main() {
	s, err := read(".", os.Args[1:])
	if err == nil {
		err = s.write(".")
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "scaffold:", err)
		os.Exit(1)
	}
	fmt.Println(s.next)
}

// read makes the scaffold that the arguments name, for the module in a folder.
func read(root string, args []string) (*scaffold, error) {
	switch {
	case len(args) == 2 && args[0] == "rule":
		return rule(root, args[1])
	case len(args) == 2 && args[0] == "library":
		return library(root, args[1], "example.com/"+args[1])
	case len(args) == 3 && args[0] == "library":
		return library(root, args[1], args[2])
	}
	return nil, fmt.Errorf("not a rule's or a library's name\n%s", usage)
}
