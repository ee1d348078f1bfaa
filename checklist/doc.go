// Package checklist asks the review questions that a change of events raises, and judges the answers.
//
// It decides and does not act: questions are selected from the difference of two catalogues, answers are parsed from what people wrote, and [Plan] lists
// what is to be changed on a pull request so that it shows the result. All text of pull requests is hostile: it is read here, and escaped before it is
// written anywhere.
package checklist
