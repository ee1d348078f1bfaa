package checklist

import (
	"encoding/base64"
	"encoding/json"

	"github.com/buslint/buslint/internal/lazyregexp"
)

// state is what buslint keeps in its own comment: what the answers were given for. Whoever may edit the comment may change it, and may tick boxes as well:
// it decides nothing that needs somebody else than the author.
type state struct {
	Commands []counted `json:"commands,omitempty"`
	Ticks    []counted `json:"ticks,omitempty"`
	Asked    []asked   `json:"asked,omitempty"`
}

// counted is an answer that was seen.
type counted struct {
	Comment  int64  `json:"comment,omitempty"` // that holds the command
	Number   int    `json:"number,omitempty"`  // of the command in the comment, from 0 on
	Question string `json:"question"`
	Rev      int    `json:"rev"`
	Subject  string `json:"subject"` // key
	Contract string `json:"contract"`
	Value    string `json:"value,omitempty"` // that was ticked
	By       string `json:"by,omitempty"`    // login of who ticked, where GitHub told
	Shown    bool   `json:"shown,omitempty"` // its box is in the comment, ticked
	Void     string `json:"void,omitempty"`  // digest of the entry of events.yml that a command to reopen has met
}

// same tells whether two are about one command.
func (c counted) same(o counted) bool {
	return c.Comment == o.Comment && c.Number == o.Number && c.Question == o.Question
}

// asked is a question that the comment has shown.
type asked struct {
	Question string `json:"question"`
	Subject  string `json:"subject"` // key
	Name     string `json:"name"`    // what people call that
}

var hidden = lazyregexp.New(`<!-- buslint:state ([A-Za-z0-9+/=]*) -->`)

// readState reads the state of a comment. One that was damaged is none: people are asked again.
func readState(body string) state {
	var s state
	all := hidden.FindAllStringSubmatch(body, -1)
	if len(all) == 0 {
		return s
	}
	data, err := base64.StdEncoding.DecodeString(all[len(all)-1][1]) // what looks like one before it is somebody's text
	if err != nil || json.Unmarshal(data, &s) != nil {
		return state{}
	}
	return s
}

// String is the state as it stands in the comment, invisible.
func (s state) String() string {
	data, err := json.Marshal(s)
	if err != nil {
		panic(err) // texts and numbers can be encoded
	}
	return "<!-- buslint:state " + base64.StdEncoding.EncodeToString(data) + " -->"
}
