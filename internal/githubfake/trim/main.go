// Trim writes the part of GitHub's OpenAPI description that [githubfake] serves: the operations that buslint calls, and what these refer to, without
// descriptions and examples. The description comes from npm: its licence and version stay in what is written.
//
//	go run ./trim -package @octokit/openapi@23.0.2 -o openapi.json
package main

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// operations are those that buslint calls.
var operations = map[string][]string{
	"/user":                                 {"get"},
	"/orgs/{org}/teams/{team_slug}/members": {"get"},
	"/repos/{owner}/{repo}/pulls/{pull_number}":            {"get"},
	"/repos/{owner}/{repo}/pulls/{pull_number}/comments":   {"get"},
	"/repos/{owner}/{repo}/pulls/{pull_number}/reviews":    {"post"},
	"/repos/{owner}/{repo}/pulls/comments/{comment_id}":    {"delete"},
	"/repos/{owner}/{repo}/issues/{issue_number}/comments": {"get", "post"},
	"/repos/{owner}/{repo}/issues/comments/{comment_id}":   {"get", "patch", "delete"},
	"/repos/{owner}/{repo}/commits/{ref}/check-runs":       {"get"},
	"/repos/{owner}/{repo}/check-runs":                     {"post"},
	"/repos/{owner}/{repo}/check-runs/{check_run_id}":      {"patch"},
}

func main() {
	pkg := flag.String("package", "@octokit/openapi", "npm package with its version")
	out := flag.String("o", "openapi.json", "file to write")
	flag.Parse()
	if err := run(*pkg, *out); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(pkg, out string) error {
	dir, err := os.MkdirTemp("", "trim")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	cmd := exec.Command("npm", "pack", "--silent", "--pack-destination", dir, pkg)
	cmd.Stderr = os.Stderr
	if err := cmd.Run(); err != nil {
		return fmt.Errorf("download %s: %w", pkg, err)
	}
	packed, err := filepath.Glob(filepath.Join(dir, "*.tgz"))
	if err != nil || len(packed) != 1 {
		return fmt.Errorf("download %s: %d archives: %w", pkg, len(packed), err)
	}
	files, err := unpack(packed[0], "package/LICENSE", "package/generated/api.github.com.json")
	if err != nil {
		return fmt.Errorf("read %s: %w", packed[0], err)
	}
	trimmed, err := trim(files["package/generated/api.github.com.json"], pkg, string(files["package/LICENSE"]))
	if err != nil {
		return err
	}
	return os.WriteFile(out, trimmed, 0o644)
}

// unpack reads some files of a compressed archive.
func unpack(name string, want ...string) (map[string][]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return nil, err
	}
	out := map[string][]byte{}
	for r := tar.NewReader(z); len(out) < len(want); {
		h, err := r.Next()
		if errors.Is(err, io.EOF) {
			return nil, fmt.Errorf("not all of %s are in it", strings.Join(want, ", "))
		}
		if err != nil {
			return nil, err
		}
		for _, w := range want {
			if h.Name == w {
				if out[w], err = io.ReadAll(r); err != nil {
					return nil, err
				}
			}
		}
	}
	return out, nil
}

type object = map[string]any

// trim keeps the operations and what they refer to. Trimming what was trimmed changes nothing.
func trim(full []byte, pkg, notice string) ([]byte, error) {
	var doc object
	if err := json.Unmarshal(full, &doc); err != nil {
		return nil, fmt.Errorf("read description: %w", err)
	}
	all, _ := doc["paths"].(object)
	paths := object{}
	for path, methods := range operations {
		kept := object{}
		for _, m := range methods {
			in, _ := all[path].(object)
			op, ok := in[m].(object)
			if !ok {
				return nil, fmt.Errorf("the description has no %s %s", strings.ToUpper(m), path)
			}
			kept[m] = operation(op)
		}
		paths[path] = kept
	}
	components := object{}
	if err := follow(doc, paths, components); err != nil {
		return nil, err
	}
	info, _ := doc["info"].(object)
	out := object{
		"openapi": doc["openapi"],
		"info": object{
			"title":     "GitHub's REST API, trimmed to what buslint calls",
			"version":   strings.TrimPrefix(pkg, "@octokit/openapi@"),
			"license":   info["license"],
			"x-package": pkg,
			"x-notice":  notice,
		},
		"paths":      paths,
		"components": components,
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	if err := e.Encode(out); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// operation keeps what describes requests and responses.
func operation(op object) object {
	out := object{}
	for _, key := range []string{"operationId", "parameters", "requestBody", "responses"} {
		if v, ok := op[key]; ok {
			out[key] = clean(v, key == "responses")
		}
	}
	responses, _ := out["responses"].(object)
	for _, r := range responses {
		describe(r)
	}
	return out
}

// clean drops what explains, and all extensions. Names of properties are no keywords: a property may be called "description".
func clean(v any, names bool) any {
	switch v := v.(type) {
	case []any:
		out := make([]any, len(v))
		for i, e := range v {
			out[i] = clean(e, false)
		}
		return out
	case object:
		out := object{}
		for key, e := range v {
			if !names && (slices.Contains(explains, key) || strings.HasPrefix(key, "x-")) {
				continue
			}
			out[key] = clean(e, !names && key == "properties")
		}
		return out
	}
	return v
}

var explains = []string{"description", "example", "examples", "externalDocs", "headers", "summary", "title"}

// describe gives a response the description that OpenAPI demands.
func describe(response any) {
	if r, ok := response.(object); ok && r["$ref"] == nil {
		r["description"] = ""
	}
}

// follow copies what a value refers to, and what that refers to, into components.
func follow(doc object, v any, components object) error {
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			if err := follow(doc, e, components); err != nil {
				return err
			}
		}
	case object:
		if ref, ok := v["$ref"].(string); ok {
			return component(doc, ref, components)
		}
		for _, e := range v {
			if err := follow(doc, e, components); err != nil {
				return err
			}
		}
	}
	return nil
}

// component copies one component, "#/components/schemas/simple-user".
func component(doc object, ref string, components object) error {
	parts := strings.Split(ref, "/")
	if len(parts) != 4 || parts[0] != "#" || parts[1] != "components" {
		return fmt.Errorf("unknown form of reference %q", ref)
	}
	kind, name := parts[2], parts[3]
	to, _ := components[kind].(object)
	if to == nil {
		to = object{}
		components[kind] = to
	}
	if to[name] != nil {
		return nil // copied already
	}
	all, _ := doc["components"].(object)
	from, _ := all[kind].(object)
	v, ok := from[name]
	if !ok {
		return fmt.Errorf("the description has no %s", ref)
	}
	to[name] = clean(v, false)
	if kind == "responses" {
		describe(to[name])
	}
	return follow(doc, to[name], components)
}
