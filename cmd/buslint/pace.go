package main

import (
	"runtime"
	"runtime/debug"
	"runtime/metrics"
)

// By default, memory is collected each time that it has doubled, which begins with collections every few megabytes. Buslint waits until small bytes are in
// use, and then until growth percent are added: as much as loading the same packages takes with the default, since buslint lets go of syntax early.
const small, growth = 192 << 20, 150

// pace sets when memory is collected next, now and after each collection.
func pace() {
	live := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(live)
	size := max(live[0].Value.Uint64(), 4<<20) // the runtime takes a heap to have 4 MB at least
	percent := growth
	if size < small {
		percent = max(growth, int(100*(small-size)/size))
	}
	debug.SetGCPercent(percent)
	runtime.AddCleanup(new([16]byte), func(struct{}) { pace() }, struct{}{}) // after the next collection
}
