// Package clause stands in for the real library in fixtures.
package clause

type Writer interface{ WriteByte(byte) error }

type Builder interface{ Writer }

type Expression interface{ Build(builder Builder) }
