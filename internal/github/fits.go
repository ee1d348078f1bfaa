package github

import (
	"errors"
	"fmt"
	"slices"
	"unicode/utf8"

	"github.com/buslint/buslint/checklist"
)

// What GitHub takes.
const (
	maxComment     = 65536    // characters
	maxOutput      = 65535    // characters of a check run's summary, and of its text
	maxTitle       = 255      // characters of an annotation's title
	maxMessage     = 64 << 10 // bytes of an annotation's message
	maxAnnotations = 50       // in one request
)

// fits tells whether GitHub would take an action, before any is begun.
func fits(a checklist.Action) error {
	switch {
	case a.Kind == checklist.CreateCheck && a.Check == nil:
		return errors.New("no check run is given")
	case slices.ContainsFunc(a.Remarks, func(r checklist.Remark) bool { return r.Line < 1 || utf8.RuneCountInString(r.Body()) > maxComment }):
		return errors.New("a remark is at no line, or longer than GitHub takes")
	case utf8.RuneCountInString(a.Body) > maxComment:
		return tooLong("a comment", maxComment)
	case a.Check == nil:
		return nil
	case utf8.RuneCountInString(a.Check.Summary) > maxOutput:
		return tooLong("the summary of a check run", maxOutput)
	case utf8.RuneCountInString(a.Check.Text) > maxOutput:
		return tooLong("the text of a check run", maxOutput)
	}
	for _, n := range a.Check.Annotations {
		switch {
		case n.Line < 1:
			return fmt.Errorf("an annotation of %s is at line %d", n.File, n.Line)
		case utf8.RuneCountInString(n.Title) > maxTitle:
			return tooLong("the title of an annotation of "+n.File, maxTitle)
		case len(n.Message) > maxMessage:
			return tooLong("the message of an annotation of "+n.File, maxMessage)
		}
	}
	return nil
}

func tooLong(what string, most int) error {
	return fmt.Errorf("%s is longer than the %d characters that GitHub takes", what, most)
}
