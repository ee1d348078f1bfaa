package checklist

// Pull is a pull request as buslint sees it.
type Pull struct {
	Number     int
	Author     string // login
	HeadSHA    string
	BaseSHA    string
	Draft      bool
	Fork       bool // its head is in another repository
	Queued     bool // a merge queue tries it: head and base are the queue's
	Comments   []Comment
	Remarks    []LineComment       // on lines of the difference
	Checks     []Check             // buslint's own check runs on the head
	Teams      map[string][]string // members of teams, as "@acme/data", that questions name; those that the token may not see are not in it
	TickedBy   string              // who edited buslint's comment, if that is why this run was started; "" otherwise
	TickedByID int64               // the comment that was edited
}

// Comment is a comment in the conversation of a pull request.
type Comment struct {
	ID          int64
	Author      string // login
	Association string // of the author with the repository, as GitHub names it: OWNER, MEMBER, COLLABORATOR, CONTRIBUTOR, NONE, …
	Own         bool   // written by the identity that buslint runs as
	Bot         bool
	Edited      bool // after it was written, by whomever
	Body        string
	URL         string
}

// Member tells whether the comment's author may write to the repository.
func (c Comment) Member() bool {
	switch c.Association {
	case "OWNER", "MEMBER", "COLLABORATOR":
		return true
	}
	return false
}

// LineComment is a comment on lines of a pull request's difference.
type LineComment struct {
	ID      int64
	ReplyTo int64 // the comment that it answers, 0 if it is the first of its thread
	Own     bool  // written by the identity that buslint runs as
	Body    string
}

// The names of buslint's check runs: of the questions, and of what the rules find.
const (
	CheckName = "buslint / event review"
	LintName  = "buslint / lint"
)

// Conclusion is how a check run ends, as GitHub names it.
type Conclusion string

// The conclusions.
const (
	Success        Conclusion = "success"
	Neutral        Conclusion = "neutral"
	ActionRequired Conclusion = "action_required"
	Failure        Conclusion = "failure"
)

// Check is a check run on a pull request's head.
type Check struct {
	ID          int64        `json:"-"` // 0 for one that is not yet written
	Completed   bool         `json:"-"`
	Name        string       `json:"name"`
	HeadSHA     string       `json:"head_sha"`
	ExternalID  string       `json:"external_id"` // hash of all that it says
	Conclusion  Conclusion   `json:"conclusion"`
	Title       string       `json:"title"`
	Summary     string       `json:"summary"`        // Markdown
	Text        string       `json:"text,omitempty"` // Markdown
	Annotations []Annotation `json:"annotations,omitempty"`
}

// Level is how an annotation looks, as GitHub names it.
type Level string

// The levels.
const (
	Notice  Level = "notice"
	Caution Level = "warning"
	Danger  Level = "failure"
)

// Annotation is a remark at lines of a file. File is slash-separated and relative to the repository; lines count from 1.
type Annotation struct {
	File    string `json:"file"`
	Line    int    `json:"line"`
	EndLine int    `json:"end_line"`
	Level   Level  `json:"level"`
	Title   string `json:"title"`
	Message string `json:"message"`
}
