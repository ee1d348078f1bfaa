// Package consumer stands in for the real library in fixtures.
package consumer

type ConsumeResult int

const ConsumeSuccess ConsumeResult = 0

type ExpressionType string

type MessageSelector struct{ Type ExpressionType }
