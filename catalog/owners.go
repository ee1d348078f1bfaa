package catalog

import (
	"path"
	"slices"
	"strings"

	"github.com/bmatcuk/doublestar/v4"
)

// Owners is what a CODEOWNERS file says: who owns which files of a repository.
type Owners struct {
	rules []ownership
	Teams []string // all owners, sorted
}

// ownership gives files to owners; none take them from those of lines before.
type ownership struct {
	globs  []string
	owners []string
}

// OwnersFiles are the places of CODEOWNERS in a repository. The first one counts.
func OwnersFiles() []string {
	return []string{".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS", ".gitlab/CODEOWNERS"}
}

// ParseOwners reads CODEOWNERS. As GitHub does, it skips lines that it cannot read: patterns with "!" or ranges of characters. Sections, as GitLab has them,
// give their owners to the lines below that name none.
func ParseOwners(data []byte) *Owners {
	o := &Owners{}
	var section []string
	for line := range strings.Lines(string(data)) {
		pattern, owners := ownersLine(line)
		if name, found := sectionName(line); found {
			_, section = ownersLine("x " + name)
			continue
		}
		globs := ownersGlobs(pattern)
		if globs == nil {
			continue
		}
		if len(owners) == 0 {
			owners = section
		}
		o.rules = append(o.rules, ownership{globs, owners})
		o.Teams = append(o.Teams, owners...)
	}
	slices.Sort(o.Teams)
	o.Teams = slices.Compact(o.Teams)
	return o
}

// sectionName is what follows the name of a section: "[Docs] @team", "^[Docs][2] @team".
func sectionName(line string) (rest string, found bool) {
	line = strings.TrimPrefix(strings.TrimSpace(line), "^")
	for strings.HasPrefix(line, "[") {
		_, after, closed := strings.Cut(line, "]")
		if !closed {
			return "", found
		}
		line, found = after, true
	}
	return line, found
}

// ownersLine takes a line apart: a pattern, in which a backslash keeps a blank, and who follows it.
func ownersLine(line string) (pattern string, owners []string) {
	var words []string
	var word strings.Builder
	flush := func() {
		if word.Len() > 0 {
			words = append(words, word.String())
		}
		word.Reset()
	}
	escaped := false
	for _, r := range strings.TrimRight(line, "\r\n") {
		switch {
		case escaped:
			word.WriteRune(r)
			escaped = false
		case r == '\\':
			escaped = true
		case r == ' ' || r == '\t':
			flush()
		case r == '#' && word.Len() == 0:
			return first(words), rest(words)
		default:
			word.WriteRune(r)
		}
	}
	flush()
	return first(words), rest(words)
}

func first(words []string) string {
	if len(words) == 0 {
		return ""
	}
	return words[0]
}

func rest(words []string) []string {
	if len(words) == 0 {
		return nil
	}
	return words[1:]
}

// ownersGlobs turns a pattern into globs of whole paths, as gitignore reads it: one with a slash before its end is of the top, a folder stands for all in it.
func ownersGlobs(pattern string) []string {
	if pattern == "" || strings.ContainsAny(pattern, "!") || strings.Contains(pattern, "[") {
		return nil
	}
	glob := strings.ReplaceAll(strings.ReplaceAll(pattern, "{", `\{`), "}", `\}`)
	folder := strings.HasSuffix(glob, "/")
	glob = strings.TrimSuffix(glob, "/")
	if strings.Contains(glob, "/") {
		glob = strings.TrimPrefix(glob, "/")
	} else {
		glob = "**/" + glob
	}
	out := []string{glob + "/**"}
	if folder {
		return out
	}
	if base := path.Base(glob); base == "*" && glob != "**/*" {
		return []string{glob} // "docs/*" are the files of a folder, not those below
	}
	return append(out, glob)
}

// Of lists who owns a file, slash-separated and relative to the repository: by the last line that matches it.
func (o *Owners) Of(file string) []string {
	for _, r := range slices.Backward(o.rules) {
		for _, glob := range r.globs {
			if ok, err := doublestar.Match(glob, file); ok && err == nil {
				return r.owners
			}
		}
	}
	return nil
}
