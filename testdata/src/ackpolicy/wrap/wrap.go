// Package wrap consumes through an in-house consumer of another package.
package wrap

import "ackpolicy/wrap/bus"

func run(c *bus.Consumer) error {
	return c.Each("orders", func(m bus.Message) {
		if len(m.Body()) > 0 {
			_ = m.Done()
		}
	})
}
