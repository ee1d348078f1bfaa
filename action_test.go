package buslint

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"gopkg.in/yaml.v3"
)

// action is the part of GitHub's action format that action.yml uses.
type action struct {
	Name, Description string
	Branding          map[string]string
	Inputs            map[string]struct{ Description, Default string }
	Runs              struct {
		Using string
		Steps []struct {
			Name, If, Uses, Shell, Run string
			With, Env                  map[string]string
		}
	}
}

func readAction(t *testing.T) action {
	t.Helper()
	data, err := os.ReadFile("action.yml")
	if err != nil {
		t.Fatal(err)
	}
	var a action
	d := yaml.NewDecoder(bytes.NewReader(data))
	d.KnownFields(true)
	if err := d.Decode(&a); err != nil {
		t.Fatal(err)
	}
	return a
}

// TestActionStepsAreSafe looks for what actionlint does not see in steps of composite actions: a step without shell, an input pasted into a script.
func TestActionStepsAreSafe(t *testing.T) {
	t.Parallel()
	for _, s := range readAction(t).Runs.Steps {
		if s.Run != "" && s.Shell != "bash" {
			t.Errorf("step %q has shell %q", s.Name, s.Shell)
		}
		if strings.Contains(s.Run, "${{") {
			t.Errorf("step %q pastes an expression into its script", s.Name)
		}
	}
}

// TestActionRunsBuslint runs the steps of each command with a program in buslint's place that prints its arguments and its token.
func TestActionRunsBuslint(t *testing.T) {
	t.Parallel()
	a := readAction(t)
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "buslint"), []byte("#!/bin/sh\nprintf '<%s>' \"$@\" \"$GITHUB_TOKEN\"\n"), 0o755); err != nil {
		t.Fatal(err)
	}
	inputs := map[string]string{"directory": "my shop", "packages": "./orders/... ./$(id)", "fail-on": "error", "token": "secret", "artifact": "a b.json"}
	for command, want := range map[string]string{
		"lint": "<lint><-C><my shop><--fail-on><error><--><./orders/...><./$(id)><>",
		"pr":   "<pr><-C><my shop><--artifact><a b.json><secret>",
		"post": "<pr><post><-C><my shop><--><a b.json><secret>",
	} {
		var out bytes.Buffer
		for _, step := range a.Runs.Steps {
			if step.If != "inputs.command == '"+command+"'" {
				continue
			}
			cmd := exec.Command("bash", "-e", "-o", "pipefail", "-c", step.Run)
			cmd.Env = []string{"RUNNER_TEMP=" + dir, "PATH=" + os.Getenv("PATH")}
			for name, value := range step.Env {
				input := strings.TrimSuffix(strings.TrimPrefix(value, "${{ inputs."), " }}")
				if _, ok := a.Inputs[input]; !ok {
					t.Errorf("%s is %s, which is no input", name, value)
				}
				cmd.Env = append(cmd.Env, name+"="+inputs[input])
			}
			cmd.Stdout, cmd.Stderr = &out, &out
			if err := cmd.Run(); err != nil {
				t.Fatalf("%v: %s", err, out.String())
			}
		}
		if got := out.String(); got != want {
			t.Errorf("%s: arguments %s, want %s", command, got, want)
		}
	}
}
