// Package echo stands in for the real library in fixtures.
package echo

import "net/http"

type Context interface {
	Request() *http.Request
	JSON(code int, i interface{}) error
	NoContent(code int) error
	Get(key string) interface{}
	Set(key string, val interface{})
}

type HandlerFunc func(c Context) error

func NewHTTPError(code int, message ...interface{}) *HTTPError { panic("stub") }

type HTTPError struct{}

func (he *HTTPError) Error() string { panic("stub") }
