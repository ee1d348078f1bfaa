package githubfake

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
)

// commands are what [Fake.Do] understands. What stands in brackets may be left out.
var commands = []struct {
	usage string
	do    func(f *Fake, a []string) string
}{
	{"open NUMBER AUTHOR HEAD BASE [draft] [fork]", func(f *Fake, a []string) string {
		f.Open(Pull{Number: number(a[0]), Author: a[1], Head: a[2], Base: a[3], Draft: slices.Contains(a[4:], "draft"), Fork: slices.Contains(a[4:], "fork")})
		return ""
	}},
	{"push NUMBER SHA", func(f *Fake, a []string) string { f.Push(number(a[0]), a[1]); return "" }},
	{"comment NUMBER LOGIN ASSOCIATION BODY", func(f *Fake, a []string) string { return fmt.Sprintln(f.Comment(number(a[0]), a[1], a[2], a[3])) }},
	{"edit COMMENT BODY", func(f *Fake, a []string) string { f.Edit(id(a[0]), a[1]); return "" }},
	{"tick COMMENT TEXT", func(f *Fake, a []string) string { f.Tick(id(a[0]), a[1]); return "" }},
	{"reply REMARK LOGIN BODY", func(f *Fake, a []string) string { return fmt.Sprintln(f.Reply(id(a[0]), a[1], a[2])) }},
	{"queue HEAD BASE", func(f *Fake, a []string) string { f.Queue(a[0], a[1]); return "" }},
	{"outside FILE", func(f *Fake, a []string) string { f.Outside(a[0]); return "" }},
	{"delete COMMENT", func(f *Fake, a []string) string { f.Delete(id(a[0])); return "" }},
	{"act-as LOGIN", func(f *Fake, a []string) string { f.ActAs(a[0]); return "" }},
	{"team ORG/TEAM LOGIN,LOGIN", func(f *Fake, a []string) string { f.Team(a[0], strings.Split(a[1], ",")...); return "" }},
	{"hide-teams on|off", func(f *Fake, a []string) string { f.HideTeams(a[0] == "on"); return "" }},
	{"read-only on|off", func(f *Fake, a []string) string { f.ReadOnly(a[0] == "on"); return "" }},
	{"fail TIMES FAULT [METHOD|OPERATION]", func(f *Fake, a []string) string {
		fault, ok := faults[a[1]]
		if !ok {
			f.wrong("there is no fault %q", a[1])
		}
		if len(a) > 2 {
			fault.Request = a[2]
		}
		f.FailNext(number(a[0]), fault)
		return ""
	}},
	{"pull-event NUMBER ACTION SENDER", func(f *Fake, a []string) string { return string(f.PullEvent(number(a[0]), a[1], a[2])) }},
	{"comment-event COMMENT ACTION SENDER", func(f *Fake, a []string) string { return string(f.CommentEvent(id(a[0]), a[1], a[2])) }},
	{"queue-event NUMBER HEAD BASE", func(f *Fake, a []string) string { return string(f.QueueEvent(number(a[0]), a[1], a[2])) }},
	{"run-event SHA", func(f *Fake, a []string) string { return string(f.RunEvent(a[0])) }},
	{"checks SHA", func(f *Fake, a []string) string {
		var out strings.Builder
		for _, c := range f.Checks(a[0]) {
			fmt.Fprintf(&out, "%s: %s %s: %s\n", c.Name, c.Status, c.Conclusion, c.Title)
		}
		return out.String()
	}},
	{"show NUMBER", func(f *Fake, a []string) string { return f.Show(number(a[0])) }},
	{"writes", func(f *Fake, _ []string) string { return strings.Join(append(f.Writes(), ""), "\n") }},
}

// faults are those that a script can name. A program that is run waits for as long as they say.
var faults = map[string]Fault{
	"bad-gateway":       BadGateway,
	"late-bad-gateway":  LateBadGateway,
	"broken-off":        BrokenOff,
	"late-broken-off":   LateBrokenOff,
	"stale":             Stale,
	"limited":           SecondaryLimit(http.StatusForbidden, time.Second),
	"too-many-requests": SecondaryLimit(http.StatusTooManyRequests, time.Second),
	"limited-for-hours": SecondaryLimit(http.StatusTooManyRequests, 3*time.Hour),
}

// number reads the number of a pull request: no pull request has the number 0.
func number(s string) int {
	n, _ := strconv.Atoi(s)
	return n
}

// id reads an identifier: nothing has the identifier 0.
func id(s string) int64 { return int64(number(s)) }

// Do is what the line of a script says in words, and returns what there is to print:
//
//	open 7 alice $HEAD $BASE fork
//	comment 7 bob MEMBER '/buslint answer consistency-sla unchanged'
//	tick 1002 looser
//	fail 2 late-bad-gateway POST
//	show 7
//
// Its error lists all that can be said. As a command of testscript, where f is the fake of the script:
//
//	func(ts *testscript.TestScript, _ bool, args []string) {
//		out, err := f.Do(args...)
//		ts.Check(err)
//		fmt.Fprint(ts.Stdout(), out)
//	}
func (f *Fake) Do(words ...string) (string, error) {
	var all []string
	for _, c := range commands {
		usage := strings.Fields(c.usage)
		least := len(usage) - strings.Count(c.usage, "[")
		if len(words) >= least && len(words) <= len(usage) && words[0] == usage[0] {
			return c.do(f, words[1:]), nil
		}
		all = append(all, c.usage)
	}
	return "", fmt.Errorf("githubfake: %q is none of\n%s", strings.Join(words, " "), strings.Join(all, "\n"))
}
