package cli

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/buslint/buslint/checklist"
	"github.com/buslint/buslint/finding"
)

// artifact is what a run on a fork, whose token may not write, leaves for one whose token may.
type artifact struct {
	Version   int                `json:"version"`
	Pull      int                `json:"pull"`
	Head      string             `json:"head"`
	Root      string             `json:"root"` // of the module, relative to the repository
	Changes   []checklist.News   `json:"changes"`
	Questions []checklist.Claim  `json:"questions"`
	Findings  []checklist.Remark `json:"findings"`
}

// maxArtifact is the size of the largest artifact that is read, in bytes.
const maxArtifact = 4 << 20

func writeArtifact(file string, j judged, pull checklist.Pull) error {
	data, err := json.MarshalIndent(artifact{
		Version: 1, Pull: pull.Number, Head: pull.HeadSHA, Root: j.root,
		Changes: checklist.Told(j.changes), Questions: checklist.Claims(j.items), Findings: append([]checklist.Remark{}, j.lint.Remarks...),
	}, "", "  ")
	if err != nil {
		return err
	}
	return writeFile(file, append(data, '\n'))
}

// readArtifact reads what anybody may have written.
func readArtifact(file string) (artifact, error) {
	f, err := os.Open(file)
	if err != nil {
		return artifact{}, fmt.Errorf("read artifact: %w", err)
	}
	defer f.Close()
	return parseArtifact(f)
}

// parseArtifact reads one strictly.
func parseArtifact(r io.Reader) (artifact, error) {
	data, err := io.ReadAll(io.LimitReader(r, maxArtifact+1))
	if err == nil && len(data) > maxArtifact {
		err = fmt.Errorf("it is larger than %d bytes", maxArtifact)
	}
	if err != nil {
		return artifact{}, fmt.Errorf("read artifact: %w", err)
	}
	var out artifact
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	if err := d.Decode(&out); err != nil {
		return artifact{}, fmt.Errorf("read artifact: %s", finding.Clean(err.Error()))
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return artifact{}, errors.New("read artifact: something follows its end")
	}
	if out.Version != 1 || out.Pull < 1 {
		return artifact{}, fmt.Errorf("read artifact: version %d of pull request %d; the same version of buslint must write and read it", out.Version, out.Pull)
	}
	return out, nil
}

// pack makes an artifact small, so that the comment can keep it for runs that comments start: what is wrong is kept of findings, not why.
func (given artifact) pack() (string, error) {
	given.Findings = slices.Clone(given.Findings)
	for i := range given.Findings {
		given.Findings[i].Text = given.Findings[i].Text[:1]
	}
	data, err := json.Marshal(given)
	if err != nil {
		return "", err
	}
	var out bytes.Buffer
	z := gzip.NewWriter(&out)
	if _, err := z.Write(data); err != nil {
		return "", err
	}
	if err := z.Close(); err != nil {
		return "", err
	}
	return out.String(), nil
}

// unpack reads what the comment has kept. Whoever may edit the comment may have written it.
func unpack(kept string) (artifact, error) {
	z, err := gzip.NewReader(strings.NewReader(kept))
	if err != nil {
		return artifact{}, fmt.Errorf("read artifact: %w", err)
	}
	return parseArtifact(z)
}
