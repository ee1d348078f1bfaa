package export

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"gopkg.in/yaml.v3"
)

// backstageName is what names of entities are, by Backstage's field format.
var backstageName = regexp.MustCompile(`^[A-Za-z0-9]([-_.A-Za-z0-9]{0,61}[A-Za-z0-9])?$`)

// validBackstage checks entities: their names, what they must have, and that what they refer to is there.
func validBackstage(t *testing.T, files []File) error {
	t.Helper()
	type entity struct {
		APIVersion string `yaml:"apiVersion"`
		Kind       string
		Metadata   struct {
			Name, Title string
			Annotations map[string]string
		}
		Spec struct {
			Type, Lifecycle, Owner string
			ProvidesAPIs           []string `yaml:"providesApis"`
			DependsOn              []string `yaml:"dependsOn"`
			Definition             map[string]string
		}
	}
	known := map[string]bool{}
	var all []entity
	d := yaml.NewDecoder(bytes.NewReader(files[0].Data))
	d.KnownFields(true)
	for {
		var e entity
		err := d.Decode(&e)
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return err
		}
		key := strings.ToLower(e.Kind + ":default/" + e.Metadata.Name)
		if known[key] || e.APIVersion != "backstage.io/v1alpha1" || !backstageName.MatchString(e.Metadata.Name) || !backstageName.MatchString(e.Spec.Owner) || e.Spec.Type == "" || e.Spec.Lifecycle == "" {
			return fmt.Errorf("entity %+v", e)
		}
		known[key] = true
		all = append(all, e)
	}
	for _, e := range all {
		refs := slices.Clone(e.Spec.DependsOn)
		for _, api := range e.Spec.ProvidesAPIs {
			refs = append(refs, "api:default/"+api)
		}
		for _, r := range refs {
			if !known[strings.ToLower(r)] {
				return fmt.Errorf("%s refers to %s, which is not there", e.Metadata.Name, r)
			}
		}
		if e.Kind == "API" && !slices.ContainsFunc(files, func(f File) bool { return "./"+f.Name == e.Spec.Definition["$text"] }) {
			return fmt.Errorf("%s has no definition", e.Metadata.Name)
		}
	}
	return validAsyncAPI(t, files[1:])
}

// validEventCatalog checks pages: what stands in front, that their text means nothing but itself, and what they refer to.
func validEventCatalog(t *testing.T, files []File) error {
	t.Helper()
	type ref struct {
		ID, Version string
		Fields      []string
		To, From    []ref
	}
	type front struct {
		ID, Name, Version, Summary, Address, SchemaPath string
		Owners, Protocols                               []string
		Sends, Receives                                 []ref
		Deprecated                                      any
		Specifications                                  []map[string]string
	}
	known := map[string]bool{}
	var pages []front
	for _, f := range files {
		switch path.Base(f.Name) {
		case "schema.json":
			if _, err := compiled(f.Data); err != nil {
				return fmt.Errorf("%s: %w", f.Name, err)
			}
			continue
		case "asyncapi.json":
			if err := validAsyncAPI(t, []File{f}); err != nil {
				return err
			}
			continue
		}
		parts := strings.SplitN(string(f.Data), "---\n", 3)
		if len(parts) != 3 || parts[0] != "" {
			return fmt.Errorf("%s has no front", f.Name)
		}
		var p front
		if err := yaml.Unmarshal([]byte(parts[1]), &p); err != nil {
			return fmt.Errorf("%s: %w", f.Name, err)
		}
		body := strings.NewReplacer("<NodeGraph />", "", `<Schema file="schema.json" />`, "").Replace(parts[2])
		if strings.ContainsAny(body, "{}<>`*_$\\") {
			return fmt.Errorf("%s: text %q", f.Name, body)
		}
		if !strings.HasPrefix(f.Name, "teams/") && (p.Version == "" || p.Summary == "" || len(p.Owners) == 0) || p.ID == "" || p.Name == "" {
			return fmt.Errorf("%s lacks what it must have: %+v", f.Name, p)
		}
		key := strings.SplitN(f.Name, "/", 2)[0] + "/" + p.ID + "@" + p.Version
		if known[key] {
			return fmt.Errorf("%s is there twice", key)
		}
		known[key] = true
		pages = append(pages, p)
	}
	for _, p := range pages {
		for _, o := range p.Owners {
			if !known["teams/"+o+"@"] {
				return fmt.Errorf("owner %s is not there", o)
			}
		}
		for _, r := range slices.Concat(p.Sends, p.Receives) {
			if !known["events/"+r.ID+"@"+r.Version] {
				return fmt.Errorf("%s refers to event %s@%s, which is not there", p.ID, r.ID, r.Version)
			}
			for _, c := range slices.Concat(r.To, r.From) {
				if !known["channels/"+c.ID+"@"+c.Version] {
					return fmt.Errorf("%s refers to channel %s", p.ID, c.ID)
				}
			}
		}
	}
	return nil
}
