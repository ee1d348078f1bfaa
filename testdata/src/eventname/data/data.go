// Package data makes topics of what is measured.
package data

import (
	"context"

	"github.com/segmentio/kafka-go"
)

// state has a text for each of many codes: one looks like a command.
func state(code int) string {
	switch code {
	case -1:
		return "jar.update"
	case 0:
		return "state 0"
	case 1:
		return "state 1"
	case 2:
		return "state 2"
	case 3:
		return "state 3"
	case 4:
		return "state 4"
	case 5:
		return "state 5"
	case 6:
		return "state 6"
	case 7:
		return "state 7"
	case 8:
		return "state 8"
	case 9:
		return "state 9"
	case 10:
		return "state 10"
	case 11:
		return "state 11"
	case 12:
		return "state 12"
	case 13:
		return "state 13"
	case 14:
		return "state 14"
	case 15:
		return "state 15"
	case 16:
		return "state 16"
	case 17:
		return "state 17"
	case 18:
		return "state 18"
	case 19:
		return "state 19"
	case 20:
		return "state 20"
	case 21:
		return "state 21"
	case 22:
		return "state 22"
	case 23:
		return "state 23"
	case 24:
		return "state 24"
	case 25:
		return "state 25"
	case 26:
		return "state 26"
	case 27:
		return "state 27"
	case 28:
		return "state 28"
	case 29:
		return "state 29"
	case 30:
		return "state 30"
	case 31:
		return "state 31"
	case 32:
		return "state 32"
	case 33:
		return "state 33"
	case 34:
		return "state 34"
	case 35:
		return "state 35"
	case 36:
		return "state 36"
	case 37:
		return "state 37"
	case 38:
		return "state 38"
	case 39:
		return "state 39"
	case 40:
		return "state 40"
	case 41:
		return "state 41"
	case 42:
		return "state 42"
	case 43:
		return "state 43"
	case 44:
		return "state 44"
	case 45:
		return "state 45"
	case 46:
		return "state 46"
	case 47:
		return "state 47"
	case 48:
		return "state 48"
	case 49:
		return "state 49"
	case 50:
		return "state 50"
	case 51:
		return "state 51"
	case 52:
		return "state 52"
	case 53:
		return "state 53"
	case 54:
		return "state 54"
	case 55:
		return "state 55"
	case 56:
		return "state 56"
	case 57:
		return "state 57"
	case 58:
		return "state 58"
	case 59:
		return "state 59"
	case 60:
		return "state 60"
	case 61:
		return "state 61"
	case 62:
		return "state 62"
	case 63:
		return "state 63"
	case 64:
		return "state 64"
	case 65:
		return "state 65"
	case 66:
		return "state 66"
	case 67:
		return "state 67"
	case 68:
		return "state 68"
	case 69:
		return "state 69"
	}
	return "unknown"
}

func relay(ctx context.Context, w *kafka.Writer, code int) error {
	return w.WriteMessages(ctx, kafka.Message{Topic: state(code), Value: []byte("{}")})
}

func parcel(kind int) string {
	switch kind {
	case -1:
		return "crate.update"
	case 0:
		return "parcels0"
	case 1:
		return "parcels1"
	}
	return "parcels"
}

func send(ctx context.Context, w *kafka.Writer, kind int) error {
	return w.WriteMessages(ctx, kafka.Message{Topic: parcel(kind), Value: []byte("{}")}) // want "warning: topic \"crate.update\" is named as a command"
}
