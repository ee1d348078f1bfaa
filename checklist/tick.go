package checklist

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/buslint/buslint/internal/lazyregexp"
)

// box is a choice that can be ticked in buslint's comment. Its line ends in a hidden mark that says what it answers.
type box struct {
	question                 string
	rev                      int
	subject, contract, value string // key, hash, answer
	ticked                   bool
}

// String is the mark of a box.
func (b box) String() string {
	return fmt.Sprintf("<!-- bl:%s:%d@%s:%s:%s -->", b.question, b.rev, b.subject, b.contract, b.value)
}

var boxLine = lazyregexp.New(`(?m)^\s*- \[([ xX])\] .*<!-- bl:([a-z0-9-]+):([0-9]{1,9})@([0-9a-f]{12}):([0-9a-f]{12}):([a-z0-9-]+) -->\s*$`)

// boxes reads the boxes of a comment.
func boxes(body string) []box {
	var out []box
	for _, m := range boxLine.FindAllStringSubmatch(body, -1) {
		rev, _ := strconv.Atoi(m[3]) // nine digits are a number
		out = append(out, box{question: m[2], rev: rev, subject: m[4], contract: m[5], value: m[6], ticked: m[1] != " "})
	}
	return out
}

// ticked is the tick that answers an item, given those that the comment has and the one that answered before. A box that was ticked since replaces the
// one before; several of them say nothing. Who removes the tick withdraws the answer.
func ticked(it *Item, all []box, before []counted, by string) (counted, bool) {
	q, key := it.Question, it.Subject.key()
	same := func(c counted) bool { return c.Question == q.ID && c.Subject == key }
	var was counted
	if i := slices.IndexFunc(before, same); i >= 0 {
		was = before[i]
	}
	var added []box
	kept := !was.Shown
	for _, b := range all {
		switch {
		case b.question != q.ID || b.subject != key || !b.ticked:
		case was.Shown && b.value == was.Value:
			kept = true
		default:
			added = append(added, b)
		}
	}
	if len(added) == 1 && q.Check(added[0].value, "") == "" {
		return counted{Question: q.ID, Rev: added[0].rev, Subject: key, Contract: added[0].contract, Value: added[0].value, By: by}, true
	}
	return was, was.Value != "" && kept && len(added) == 0
}
