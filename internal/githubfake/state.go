package githubfake

import (
	"maps"
	"slices"
	"time"
)

// Pull is a pull request. Head and Base are commits.
type Pull struct {
	Number int
	Author string
	Head   string
	Base   string
	Draft  bool
	Fork   bool // the head is in the author's copy of the repository
}

// Comment is a comment in the conversation of a pull request.
type Comment struct {
	ID          int64
	Pull        int
	Author      string
	Association string // of the author with the repository
	Body        string
	Created     time.Time
	Updated     time.Time
}

// Check is a check run.
type Check struct {
	ID          int64
	App         string // slug
	Name        string
	HeadSHA     string
	ExternalID  string
	Status      string
	Conclusion  string
	Title       string
	Summary     string
	Text        string
	Annotations []Annotation
}

// Annotation is an annotation of a check run.
type Annotation struct {
	Path    string `json:"path"`
	Start   int    `json:"start_line"`
	End     int    `json:"end_line"`
	Level   string `json:"annotation_level"`
	Title   string `json:"title"`
	Message string `json:"message"`
}

// state is all that there is. What is in it is replaced, never changed, so that a clone stays as it is.
type state struct {
	pulls    map[int]Pull
	comments map[int64]Comment
	remarks  map[int64]Remark
	checks   map[int64]Check
	commits  map[string]bool
	teams    map[string][]string // by "acme/data": logins
}

func empty() state {
	return state{pulls: map[int]Pull{}, comments: map[int64]Comment{}, remarks: map[int64]Remark{}, checks: map[int64]Check{}, commits: map[string]bool{}, teams: map[string][]string{}}
}

func (s state) clone() state {
	return state{pulls: maps.Clone(s.pulls), comments: maps.Clone(s.comments), remarks: maps.Clone(s.remarks), checks: maps.Clone(s.checks), commits: maps.Clone(s.commits), teams: maps.Clone(s.teams)}
}

// conversation lists the comments of a pull request, oldest first.
func (s state) conversation(number int) []Comment {
	var out []Comment
	for _, id := range slices.Sorted(maps.Keys(s.comments)) {
		if c := s.comments[id]; c.Pull == number {
			out = append(out, c)
		}
	}
	return out
}

// runs lists the check runs on a commit, oldest first.
func (s state) runs(sha string) []Check {
	var out []Check
	for _, id := range slices.Sorted(maps.Keys(s.checks)) {
		if c := s.checks[id]; c.HeadSHA == sha {
			out = append(out, c)
		}
	}
	return out
}
