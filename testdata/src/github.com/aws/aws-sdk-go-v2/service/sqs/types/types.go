// Package types stands in for the library.
package types

type MessageAttributeValue struct {
	DataType    *string
	StringValue *string
}
