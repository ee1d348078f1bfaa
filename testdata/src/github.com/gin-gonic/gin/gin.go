// Package gin stands in for the real library in fixtures.
package gin

import "net/http"

type H map[string]any

type Error struct{}

type errorMsgs []*Error

type HandlerFunc func(*Context)

type Context struct {
	Request *http.Request
	Errors  errorMsgs
}

func (c *Context) Next()                                { panic("stub") }
func (c *Context) Set(key any, value any)               { panic("stub") }
func (c *Context) Get(key any) (value any, exists bool) { panic("stub") }
func (c *Context) MustGet(key any) any                  { panic("stub") }

func (c *Context) JSON(code int, obj any)                    { panic("stub") }
func (c *Context) Status(code int)                           { panic("stub") }
func (c *Context) AbortWithError(code int, err error) *Error { panic("stub") }
func (c *Context) AbortWithStatusJSON(code int, jsonObj any) { panic("stub") }
func (c *Context) Error(err error) *Error                    { panic("stub") }
