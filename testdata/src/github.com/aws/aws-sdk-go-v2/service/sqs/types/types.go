// Package types stands in for the real library in fixtures.
package types

type MessageAttributeValue struct {
	DataType    *string
	StringValue *string
}
