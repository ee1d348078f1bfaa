package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"
)

// BenchmarkVet compares what go vet costs with buslint to what it costs with a tool that looks at nothing, on a program of one file and the packages of the
// standard library below it, which are nothing to buslint. The go command keeps nothing: each run has another binary.
//
//	go test ./bench -run '^$' -bench Vet -benchtime 5x
func BenchmarkVet(b *testing.B) {
	module := b.TempDir()
	for name, text := range map[string]string{
		"go.mod":  "module example.com/program\n\ngo 1.26\n",
		"main.go": "package main\n\nimport (\n\t_ \"encoding/xml\"\n\t_ \"go/types\"\n\t_ \"html/template\"\n\t_ \"net/http\"\n)\n\nfunc main() {}\n",
	} {
		if err := os.WriteFile(filepath.Join(module, name), []byte(text), 0o644); err != nil {
			b.Fatal(err)
		}
	}
	binaries := b.TempDir()
	for _, tool := range []string{"./empty", "../cmd/buslint"} {
		name := filepath.Base(tool)
		binary := filepath.Join(binaries, name)
		if out, err := exec.Command("go", "build", "-o", binary, tool).CombinedOutput(); err != nil {
			b.Fatalf("build %s: %v: %s", tool, err, out)
		}
		vet(b, module, binary) // so that everything is compiled
		b.Run(name, func(b *testing.B) {
			var cpu time.Duration
			for b.Loop() {
				b.StopTimer()
				other(b, binary)
				b.StartTimer()
				cpu += vet(b, module, binary).cpu
			}
			b.ReportMetric(cpu.Seconds()/float64(b.N), "cpu-s/op")
		})
	}
}

func vet(b *testing.B, module, binary string) cost {
	b.Helper()
	c, err := run(module, nil, nil, "go", "vet", "-vettool="+binary, "./...")
	if err != nil {
		b.Fatal(err)
	}
	return c
}

// other makes a binary another one that does the same.
func other(b *testing.B, binary string) {
	b.Helper()
	f, err := os.OpenFile(binary, os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		b.Fatal(err)
	}
	if _, err := fmt.Fprint(f, time.Now().UnixNano()); err != nil {
		b.Fatal(err)
	}
	if err := f.Close(); err != nil {
		b.Fatal(err)
	}
}
