package main

import (
	"runtime"
	"runtime/debug"
	"runtime/metrics"
)

// By default, memory is collected each time that it has doubled, which begins with collections every few megabytes. Buslint lets go of syntax early, so it
// can wait for longer and still take about as much as a load of the same packages: until small bytes are in use, then until growth percent are added. Where
// more than large bytes stay in use, they are types of dependencies, which a load holds too: only sparing percent are added.
const (
	small, large    = 192 << 20, 288 << 20
	growth, sparing = 200, 50
)

// pace sets when memory is collected next, now and after each collection.
func pace() {
	live := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(live)
	size := max(live[0].Value.Uint64(), 4<<20) // the runtime takes a heap to have 4 MB at least
	percent := growth
	switch {
	case size > large:
		percent = sparing
	case size < small:
		percent = max(growth, int(100*(small-size)/size))
	}
	debug.SetGCPercent(percent)
	runtime.AddCleanup(new([16]byte), func(struct{}) { pace() }, struct{}{}) // after the next collection
}
