// Package prometheus stands in for the real library in fixtures.
package prometheus

type Counter interface {
	Inc()
	Add(float64)
}

type CounterVec struct{}

func (v *CounterVec) WithLabelValues(lvs ...string) Counter { panic("stub") }
