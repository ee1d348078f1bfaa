package checklist

import (
	"net/url"
	"strconv"
	"strings"
	"time"
)

// Type is the form of an answer.
type Type string

// The types. A question with choices is one of Choice or YesNo.
const (
	ChoiceType Type = "choice"
	YesNo      Type = "yes-no"
	TextType   Type = "text"
	Number     Type = "number"
	Duration   Type = "duration" // as 90s, 1h30m or 7d
	Link       Type = "link"     // address of a decision, a runbook or an issue
	People     Type = "people"   // who is meant: a team, a person, a channel
)

func types() []Type { return []Type{ChoiceType, YesNo, TextType, Number, Duration, Link, People} }

// yesNo are the choices of a question that says none.
var yesNo = []Choice{{Value: "yes", Means: "it is so"}, {Value: "no", Means: "it is not"}}

// check says why a value is none of the type, "" if it is one.
func (t Type) check(value string) string {
	value = strings.TrimSpace(value)
	if value == "" {
		return "the answer is empty"
	}
	switch t {
	case Number:
		if _, err := strconv.ParseFloat(value, 64); err != nil {
			return "the answer is no number"
		}
	case Duration:
		if _, ok := parseDuration(value); !ok {
			return "the answer is no duration such as 90s, 1h30m or 7d"
		}
	case Link:
		if u, err := url.Parse(value); err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" {
			return "the answer is no address such as https://example.com/decision"
		}
	}
	return ""
}

// parseDuration reads a duration that is more than nothing; days are units too.
func parseDuration(s string) (time.Duration, bool) {
	if days, whole := strings.CutSuffix(s, "d"); whole {
		n, err := strconv.Atoi(days)
		return time.Duration(n) * 24 * time.Hour, err == nil && 0 < n && n <= maxDays
	}
	d, err := time.ParseDuration(s)
	return d, err == nil && d > 0
}

const maxDays = 36500
