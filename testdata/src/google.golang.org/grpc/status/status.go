// Package status stands in for the real library in fixtures.
package status

import "google.golang.org/grpc/codes"

func Error(c codes.Code, msg string) error               { panic("stub") }
func Errorf(c codes.Code, format string, a ...any) error { panic("stub") }
