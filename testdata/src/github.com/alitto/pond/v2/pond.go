// Package pond stands in for the real library in fixtures.
package pond

type (
	Task interface{ Wait() error }
	Pool interface {
		Submit(task func()) Task
		SubmitErr(task func() error) Task
	}
)
