package gorm

type Dialector interface{ Name() string }

type Option interface {
	Apply(*Config) error
	AfterInitialize(*DB) error
}

type Config struct{ SkipDefaultTransaction bool }

func (c *Config) Apply(config *Config) error   { panic("stub") }
func (c *Config) AfterInitialize(db *DB) error { panic("stub") }

func Open(dialector Dialector, opts ...Option) (db *DB, err error) { panic("stub") }
