package export

import (
	"cmp"
	"slices"

	"github.com/buslint/buslint/catalog"
)

// layout places producers, topics and consumers in three columns. A service that does both stands in two.
type layout struct {
	producers, topics, consumers []int // services, topics, services: in order from above
}

// sweeps is how often each column is ordered anew by its neighbours.
const sweeps = 6

// arrange orders the columns so that few links cross: each node goes where its neighbours are on average. Whole numbers keep it the same on all machines.
func (v *view) arrange() layout {
	var l layout
	for i, s := range v.services {
		if slices.ContainsFunc(s.edges, func(e catalog.Edge) bool { return e.Direction == catalog.Publish }) {
			l.producers = append(l.producers, i)
		}
		if slices.ContainsFunc(s.edges, func(e catalog.Edge) bool { return e.Direction == catalog.Consume }) {
			l.consumers = append(l.consumers, i)
		}
	}
	for i := range v.topics {
		l.topics = append(l.topics, i)
	}
	for range sweeps {
		l.order(l.topics, v.neighbours(l.producers, catalog.Publish, true))
		l.order(l.consumers, v.neighbours(l.topics, catalog.Consume, false))
		l.order(l.topics, v.neighbours(l.consumers, catalog.Consume, true))
		l.order(l.producers, v.neighbours(l.topics, catalog.Publish, false))
	}
	return l
}

// neighbours tells where in a column the neighbours of each node of another one stand, in parts of a million. ofTopics asks for topics' neighbours.
func (v *view) neighbours(column []int, d catalog.Direction, ofTopics bool) map[int][]int {
	at := map[int]int{}
	for i, n := range column {
		at[n] = i * 1_000_000 / len(column)
	}
	out := map[int][]int{}
	for _, l := range v.links {
		switch {
		case l.direction != d:
		case ofTopics:
			out[l.topic] = append(out[l.topic], at[l.service])
		default:
			out[l.service] = append(out[l.service], at[l.topic])
		}
	}
	return out
}

// order sorts a column by the mean place of each node's neighbours. Nodes without any keep their place.
func (l layout) order(column []int, neighbours map[int][]int) {
	mean := map[int]int{}
	for i, n := range column {
		mean[n] = i * 1_000_000 / len(column)
		if near := neighbours[n]; len(near) > 0 {
			sum := 0
			for _, at := range near {
				sum += at
			}
			mean[n] = sum / len(near)
		}
	}
	slices.SortStableFunc(column, func(a, b int) int { return cmp.Compare(mean[a], mean[b]) })
}
