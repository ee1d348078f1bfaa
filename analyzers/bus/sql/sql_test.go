package sql

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestParseTellsWhatRunsTwice(t *testing.T) {
	p := func(n int) Value { return Value{Param: n} }
	tests := []struct {
		name, text string
		want       Statement
	}{
		{"plain insert", `INSERT INTO orders (id, amount) VALUES ($1, $2)`, Statement{Kind: Insert, Table: "orders", Columns: []string{"id", "amount"}, Values: []Value{p(0), p(1)}}},
		{"numbers out of order", `insert into "Orders"("ID", key, note) values ($2, $1, $2)`, Statement{Kind: Insert, Table: "orders", Columns: []string{"id", "key", "note"}, Values: []Value{p(1), p(0), p(1)}}},
		{"schema, cast and returning", "-- name: Add :one\nINSERT INTO app.items (id, body) VALUES (gen_random_uuid(), $1::jsonb) RETURNING id, body", Statement{Kind: Insert, Table: "items", Columns: []string{"id", "body"}, Values: []Value{{Param: -1, Func: "gen_random_uuid"}, p(0)}}},
		{"named parameters", `INSERT INTO items (id, at) VALUES (:id, :created_at)`, Statement{Kind: Insert, Table: "items", Columns: []string{"id", "at"}, Values: []Value{{Param: -1, Name: "id"}, {Param: -1, Name: "created_at"}}}},
		{"do nothing", "INSERT INTO seen (id) VALUES ($1)\n ON CONFLICT (id) DO NOTHING", Statement{Kind: Insert, Table: "seen", Columns: []string{"id"}, Values: []Value{p(0)}, Once: true}},
		{"on duplicate key", "INSERT INTO `seen` (`id`) VALUES (?) ON DUPLICATE KEY UPDATE id = id", Statement{Kind: Insert, Table: "seen", Columns: []string{"id"}, Values: []Value{p(0)}, Once: true}},
		{"ignore", "INSERT IGNORE INTO seen (id) VALUES (?)", Statement{Kind: Insert, Table: "seen", Columns: []string{"id"}, Values: []Value{p(0)}, Once: true}},
		{"or ignore", "INSERT OR IGNORE INTO seen (id) VALUES (?)", Statement{Kind: Insert, Table: "seen", Columns: []string{"id"}, Values: []Value{p(0)}, Once: true}},
		{"replace", "REPLACE INTO seen (id) VALUES (?)", Statement{Kind: Insert, Table: "seen", Columns: []string{"id"}, Values: []Value{p(0)}, Once: true}},
		{"from a query", "INSERT INTO seen (id) SELECT $1 WHERE NOT EXISTS (SELECT 1 FROM seen WHERE id = $1)", Statement{Kind: Insert, Table: "seen", Columns: []string{"id"}, Once: true}},
		{"formatted", `INSERT INTO %s (id) VALUES (?)`, Statement{Kind: Insert, Columns: []string{"id"}, Values: []Value{p(0)}}},
		{"increment", `UPDATE accounts SET balance = balance + $1, at = now() WHERE id = $2`, Statement{Kind: Update, Table: "accounts", Grows: []string{"balance"}, Guards: []string{"id"}}},
		{"increment of a null", `UPDATE a SET n = COALESCE(n, 0) - 1 WHERE id = ? AND version = ?`, Statement{Kind: Update, Table: "a", Grows: []string{"n"}, Guards: []string{"id", "version"}}},
		{"set", `UPDATE a SET state = $1, n = m + 1 WHERE id = $2`, Statement{Kind: Update, Table: "a", Guards: []string{"id"}}},
		{"delete", `DELETE FROM a WHERE id = $1`, Statement{}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			got, ok := Parse(test.text)
			if !ok {
				t.Fatalf("cannot parse %s", test.text)
			}
			if d := cmp.Diff(test.want, got); d != "" {
				t.Errorf("%s (-want +got):\n%s", test.text, d)
			}
		})
	}
}

func TestParseDoesNotKnowOtherTexts(t *testing.T) {
	for _, text := range []string{"", "INSERT INTO", "MERGE INTO a USING b ON a.id = b.id WHEN NOT MATCHED THEN INSERT VALUES (1)", "INSERT INTO a (b) VALUES (", "hello world"} {
		if s, ok := Parse(text); ok && s.Kind != Other {
			t.Errorf("%q is taken for %+v", text, s)
		}
	}
}
