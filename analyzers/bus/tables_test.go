package bus

import (
	"slices"
	"testing"
)

func TestTablesOfStatements(t *testing.T) {
	for text, want := range map[string][]string{
		"INSERT INTO orders (id) VALUES ($1)":                                         {"orders"},
		"insert into shop.orders (id) values ($1) on conflict (id) do update set n=1": {"shop.orders"},
		"INSERT INTO stock (id) VALUES (?) ON DUPLICATE KEY UPDATE quantity = 1":      {"stock"},
		"SELECT id FROM orders FOR UPDATE SKIP LOCKED":                                nil,
		"UPDATE ONLY orders SET paid = true":                                          {"orders"},
		"WITH moved AS (DELETE FROM a RETURNING *) INSERT INTO b SELECT * FROM moved": {"a", "b"},
	} {
		if got := writtenTables(text); !slices.Equal(got, want) {
			t.Errorf("%q writes to %q, want %q", text, got, want)
		}
	}
}
