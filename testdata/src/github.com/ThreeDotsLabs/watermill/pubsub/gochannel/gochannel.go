// Package gochannel stands in for the real library in fixtures.
package gochannel

import (
	"github.com/ThreeDotsLabs/watermill"
	"github.com/ThreeDotsLabs/watermill/message"
)

type Config struct{}

type GoChannel struct{ config Config }

func NewGoChannel(config Config, logger watermill.LoggerAdapter) *GoChannel { panic("stub") }

func (g *GoChannel) Publish(topic string, messages ...*message.Message) error { panic("stub") }
func (g *GoChannel) Close() error                                             { panic("stub") }
