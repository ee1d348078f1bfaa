// Package mapstructure is a stand-in for github.com/go-viper/mapstructure/v2.
package mapstructure

type DecoderConfig struct{ TagName string }
