package main

import (
	"bytes"
	"encoding/json"
	"os"
	"strings"
	"testing"
)

func TestDescriptionIsWhatIsKept(t *testing.T) {
	t.Parallel()
	const dir = "../"
	kept, err := os.ReadFile(dir + "openapi.json")
	if err != nil {
		t.Fatal(err)
	}
	var doc struct {
		Info struct {
			Package string `json:"x-package"`
			Notice  string `json:"x-notice"`
			License struct{ Name string }
		}
	}
	if err := json.Unmarshal(kept, &doc); err != nil {
		t.Fatal(err)
	}
	again, err := trim(kept, doc.Info.Package, doc.Info.Notice) // trimming what was trimmed changes nothing
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(kept, again) {
		t.Error("openapi.json is not what trim keeps; run: go generate ./internal/githubfake")
	}
	if doc.Info.License.Name != "MIT" || !strings.Contains(doc.Info.Notice, "MIT License") {
		t.Errorf("the licence is %q: %q", doc.Info.License.Name, doc.Info.Notice)
	}
	source, err := os.ReadFile(dir + "doc.go")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(source), "-package "+doc.Info.Package+" ") {
		t.Errorf("openapi.json is of %s, which is not what go generate would fetch", doc.Info.Package)
	}
}

func TestTrimTellsWhatIsMissing(t *testing.T) {
	t.Parallel()
	for data, want := range map[string]string{
		`{`:                        "read description",
		`{"paths": {"/user": {}}}`: "the description has no",
	} {
		if _, err := trim([]byte(data), "p@1", ""); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: error %v, want one with %q", data, err, want)
		}
	}
}
