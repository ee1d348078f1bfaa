// Golangci-lint with buslint's plugin. It is golangci-lint's own program, and an import.
package main

import (
	"fmt"
	"os"
	"runtime"

	"github.com/golangci/golangci-lint/v2/pkg/commands"
	"github.com/golangci/golangci-lint/v2/pkg/exitcodes"

	_ "github.com/buslint/buslint/golangci"
)

func main() {
	// Without a version golangci-lint keeps its results under the program's own hash: another buslint then does not see what an older one found.
	info := commands.BuildInfo{GoVersion: runtime.Version(), Version: "(devel)"}
	if err := commands.Execute(info); err != nil {
		fmt.Fprintf(os.Stderr, "golangci-lint: %v\n", err)
		os.Exit(exitcodes.Failure)
	}
}
