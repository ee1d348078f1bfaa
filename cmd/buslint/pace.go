package main

import (
	"runtime"
	"runtime/debug"
	"runtime/metrics"
)

// leap is how many bytes the heap may grow by before the first collections. By default it may double, which begins with collections every few megabytes.
const leap = 64 << 20

// pace makes collections rare while the heap is small. As soon as it is larger than leap, it may double, as by default.
func pace() {
	live := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(live)
	debug.SetGCPercent(int(max(100, 100*leap/max(live[0].Value.Uint64(), 1<<20))))
	runtime.AddCleanup(new([16]byte), func(struct{}) { pace() }, struct{}{}) // after the next collection
}
