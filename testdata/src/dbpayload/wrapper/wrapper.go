// Package wrapper writes and publishes through another package.
package wrapper

import "dbpayload/store"

type shop struct {
	store *store.Store
	bus   *store.Bus
}

type customer struct{ Name string } // want "warning: payload is a database row"

type customerRenamed struct{ Name string }

func (s *shop) rename(c *customer) error {
	if err := s.store.Save(c); err != nil {
		return err
	}
	return s.bus.Publish("customers.renamed", c)
}

func (s *shop) renameWell(c *customer) error {
	if err := s.store.Save(c); err != nil {
		return err
	}
	return s.bus.Publish("customers.renamed", customerRenamed{c.Name})
}
