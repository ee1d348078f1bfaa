// Package twins holds reads after a publish that are right.
package twins

import (
	"database/sql"

	"github.com/nats-io/nats.go"
)

type service struct {
	db *sql.DB
	nc *nats.Conn
}

func (s *service) subscribe() {
	_, _ = s.nc.Subscribe("items.added", func(m *nats.Msg) {
		_, _ = s.db.Exec("INSERT INTO items (name) VALUES ($1)", string(m.Data))
		_, _ = s.db.Exec("INSERT INTO item_views (name) VALUES ($1)", string(m.Data))
		_, _ = s.db.Exec("INSERT INTO item_logs (name) VALUES ($1)", string(m.Data))
		s.touch("handler")
	})
	_, _ = s.nc.Subscribe("items.removed", func(m *nats.Msg) {
		_, _ = s.db.Exec("DELETE FROM item_removals WHERE name = $1", string(m.Data))
	})
}

// Whoever publishes writes it too.
func (s *service) add(name string) (id int, err error) {
	if _, err := s.db.Exec("INSERT INTO items (name) VALUES ($1)", name); err != nil {
		return 0, err
	}
	if err := s.nc.Publish("items.added", []byte(name)); err != nil {
		return 0, err
	}
	err = s.db.QueryRow("SELECT id FROM items WHERE name = $1", name).Scan(&id)
	return id, err
}

// Others write it through a function that the handler shares.
func (s *service) touch(name string) {
	_, _ = s.db.Exec("UPDATE touches SET name = $1", name)
}

func (s *service) Touch() (n int, err error) {
	s.touch("service")
	if err := s.nc.Publish("items.added", nil); err != nil {
		return 0, err
	}
	err = s.db.QueryRow("SELECT count(*) FROM touches").Scan(&n)
	return n, err
}

// Nobody in the program writes it.
func (s *service) prices(name string) (price int, err error) {
	if err := s.nc.Publish("items.added", []byte(name)); err != nil {
		return 0, err
	}
	err = s.db.QueryRow("SELECT price FROM prices WHERE name = $1", name).Scan(&price)
	return price, err
}

// Written for another event.
func (s *service) removals(name string) (n int, err error) {
	if err := s.nc.Publish("items.added", []byte(name)); err != nil {
		return 0, err
	}
	err = s.db.QueryRow("SELECT count(*) FROM item_removals").Scan(&n)
	return n, err
}

// Read before.
func (s *service) first(name string) (n int, err error) {
	if err := s.db.QueryRow("SELECT count(*) FROM item_views").Scan(&n); err != nil {
		return 0, err
	}
	return n, s.nc.Publish("items.added", []byte(name))
}

// Or else: nothing was published.
func (s *service) otherwise(name string) (n int, err error) {
	if err := s.nc.Publish("items.added", []byte(name)); err != nil {
		if err := s.db.QueryRow("SELECT count(*) FROM item_views").Scan(&n); err != nil {
			return 0, err
		}
		return n, err
	}
	return 0, nil
}

// One or the other.
func (s *service) either(name string, known bool) (n int, err error) {
	if known {
		err = s.db.QueryRow("SELECT count(*) FROM item_views").Scan(&n)
		return n, err
	}
	return 0, s.nc.Publish("items.added", []byte(name))
}
