// Package types stands in for the real library in fixtures.
package types

type AttributeValue any

type AttributeValueMemberS struct{ Value string }

type Put struct {
	Item      map[string]AttributeValue
	TableName *string
}

type PutRequest struct{ Item map[string]AttributeValue }

type TransactWriteItem struct{ Put *Put }

type WriteRequest struct{ PutRequest *PutRequest }
