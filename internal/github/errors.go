package github

import (
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/google/go-github/v60/github"
)

// ErrMoved says that something on the pull request is no longer what the plan was made for: read it again, and plan anew.
var ErrMoved = errors.New("the pull request has changed since it was read")

// ErrReadOnly says that the token may not make a change: that of a pull request from a fork, for example, or one of a person where a check run can only
// be written by a GitHub App.
var ErrReadOnly = errors.New("the token may not write")

// LimitError says that GitHub takes no more requests for longer than we wait.
type LimitError struct {
	Until time.Time
}

func (e *LimitError) Error() string {
	return fmt.Sprintf("GitHub's rate limit lasts until %s", e.Until.UTC().Format("2006-01-02 15:04:05 UTC"))
}

// status is the HTTP status of an error, 0 if GitHub did not answer.
func status(err error) int {
	if r := (*github.ErrorResponse)(nil); errors.As(err, &r) && r.Response != nil {
		return r.Response.StatusCode
	}
	return 0
}

func forbidden(err error) bool { return status(err) == http.StatusForbidden }

// gone tells that a thing is not there (any more).
func gone(err error) bool {
	return status(err) == http.StatusNotFound || status(err) == http.StatusGone
}

// unsure tells that nobody knows whether a request was carried out: GitHub broke down, or its answer did not arrive.
func unsure(err error) bool {
	return errors.Is(err, errFault) || status(err) >= 500
}

// errFault is a request without an answer.
var errFault = errors.New("no answer from GitHub")
