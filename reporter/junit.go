package reporter

import (
	"encoding/xml"
	"fmt"
	"io"

	"github.com/buslint/buslint/finding"
)

// JUnit prints a test report: each finding is a test that fails, each package that could not be analysed one that has an error. A test's name does not
// change when lines move. Where nothing is wrong one test passes, since CI servers take a report without tests for a mistake.
func JUnit(w io.Writer, r Report) error {
	suite := junitSuite{Name: name}
	for _, p := range r.Problems {
		suite.Cases = append(suite.Cases, junitCase{Class: name, Name: "analysis of " + finding.Clean(p), Error: &junitResult{"problem", finding.Clean(p), ""}})
	}
	for _, f := range r.Findings {
		file, _ := r.place(f.Position)
		body := fmt.Sprintf("%s:%d:%d: %s", finding.Clean(file), f.Position.Line, f.Position.Column, r.full(f))
		suite.Cases = append(suite.Cases, junitCase{
			Class: name + "." + f.Rule, Name: finding.Clean(fmt.Sprintf("%s %s %s", file, f.Symbol, f.Fingerprint)), File: finding.Clean(file), Line: f.Position.Line,
			Failure: &junitResult{string(f.Severity), finding.Clean(f.Text), body},
		})
	}
	suite.Errors, suite.Failures = len(r.Problems), len(r.Findings)
	if len(suite.Cases) == 0 {
		suite.Cases = []junitCase{{Class: name, Name: "no findings"}}
	}
	suite.Tests = len(suite.Cases)
	return writeXML(w, junit{Suites: []junitSuite{suite}})
}

type junit struct {
	XMLName xml.Name     `xml:"testsuites"`
	Suites  []junitSuite `xml:"testsuite"`
}

type junitSuite struct {
	Name     string      `xml:"name,attr"`
	Tests    int         `xml:"tests,attr"`
	Failures int         `xml:"failures,attr"`
	Errors   int         `xml:"errors,attr"`
	Cases    []junitCase `xml:"testcase"`
}

type junitCase struct {
	Class   string       `xml:"classname,attr"`
	Name    string       `xml:"name,attr"`
	File    string       `xml:"file,attr,omitempty"`
	Line    int          `xml:"line,attr,omitempty"`
	Failure *junitResult `xml:"failure"`
	Error   *junitResult `xml:"error"`
}

type junitResult struct {
	Type    string `xml:"type,attr"`
	Message string `xml:"message,attr"`
	Body    string `xml:",chardata"`
}
