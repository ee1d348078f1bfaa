// Package rivertype stands in for the real library in fixtures.
package rivertype

type JobInsertResult struct{}

type JobRow struct{ ID int64 }

type WorkerMiddleware interface{}
