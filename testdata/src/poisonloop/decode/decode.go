// Package decode decodes messages for its callers.
package decode

import (
	"encoding/json"
	"errors"
	"fmt"
)

// Order is what the messages are about.
type Order struct{ ID string }

// ErrInvalid says that an order is none.
var ErrInvalid = errors.New("invalid order")

// Handle decodes a message and saves what it says.
func Handle(body []byte, save func(Order) error) error {
	var o Order
	if err := json.Unmarshal(body, &o); err != nil {
		return fmt.Errorf("decode: %w", err)
	}
	return save(o)
}
