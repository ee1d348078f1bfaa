// Package wrapper waits for those who consume.
package wrapper

import "time"

// Wait waits for somebody else.
func Wait() {
	time.Sleep(10 * time.Minute) // want "warning: handler sleeps 10m0s, but the broker waits 1m0s"
}
