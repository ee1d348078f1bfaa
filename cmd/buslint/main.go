package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"

	"github.com/buslint/buslint/analyzers"
	"github.com/buslint/buslint/finding"
	"github.com/buslint/buslint/internal/driver"
	"github.com/buslint/buslint/models"
)

func main() {
	set, err := models.Builtin()
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
	r, err := driver.Run(context.Background(), driver.Options{Dir: os.Args[1], Rules: analyzers.All(), Models: set, Explain: os.Args[2:]})
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(3)
	}
	for _, e := range r.Explained {
		fmt.Fprintln(os.Stderr, e)
	}
	for _, p := range r.Problems {
		fmt.Fprintln(os.Stderr, p)
	}
	if r.Findings == nil {
		r.Findings = []finding.Finding{}
	}
	json.NewEncoder(os.Stdout).Encode(map[string]any{"version": 1, "root": r.Root, "findings": r.Findings, "stats": r.Stats})
}
