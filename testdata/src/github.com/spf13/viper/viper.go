// Package viper is a stand-in for github.com/spf13/viper.
package viper

import "github.com/go-viper/mapstructure/v2"

type DecoderConfigOption func(*mapstructure.DecoderConfig)

func SetDefault(key string, value any) {}

func GetString(key string) string { return "" }

func UnmarshalKey(key string, rawVal any, opts ...DecoderConfigOption) error { return nil }

func Unmarshal(rawVal any, opts ...DecoderConfigOption) error { return nil }
