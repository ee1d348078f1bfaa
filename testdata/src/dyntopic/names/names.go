// Package names makes names of topics.
package names

import "fmt"

// For is the topic of a kind of event.
func For(kind string) string { return fmt.Sprintf("orders.%s", kind) }

// ForTenant is the topic of a tenant.
func ForTenant(tenant string) string { return fmt.Sprintf("orders.%s", tenant) }
