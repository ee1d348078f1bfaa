// Package twins publishes what looks like personal data and is none, or is not in the clear.
package twins

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"strings"

	"github.com/nats-io/nats.go"
)

type shop struct{ nc *nats.Conn }

func (s *shop) publish(v any) error {
	b, err := json.Marshal(v)
	if err != nil {
		return err
	}
	return s.nc.Publish("customers", b)
}

type notEncoded struct {
	ID       string
	Email    string `json:"-"`
	password string
}

func (s *shop) hidden(id, email string) error {
	return s.publish(notEncoded{ID: id, Email: email, password: email})
}

type encryptedText string

type secured struct {
	EmailHash      string
	Phone          string `json:"phone_masked"`
	SSN            encryptedText
	EncryptedIBAN  []byte
	HashedPassword string
}

func (s *shop) named(e secured) error { return s.publish(e) }

type pseudonymous struct{ Email, Phone string }

func digest(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}

// MaskPhone keeps the last two digits.
func MaskPhone(phone string) string { return strings.Repeat("*", len(phone)-2) + phone[len(phone)-2:] }

func (s *shop) made(email, phone string) error {
	return s.publish(pseudonymous{Email: digest(email), Phone: MaskPhone(phone)})
}

type classified struct {
	Email string `json:"email" buslint:"pii=ok"`
}

func (s *shop) tagged(email string) error { return s.publish(classified{Email: email}) }

type settings struct {
	EmailVerified bool
	SupportEmail  string
	EmailTemplate string
	PhoneCount    int
	Name          string
	Address       string
	PageToken     string
}

func (s *shop) others(e settings) error { return s.publish(e) }

type neverSet struct{ ID, Email string }

func (s *shop) empty(id string) error { return s.publish(neverSet{ID: id, Email: ""}) }

// stored is not published.
type stored struct{ Email, Password string }

func keep(e stored) ([]byte, error) { return json.Marshal(e) }

// codec says itself how it is written.
type codec struct{ Email string }

func (c codec) MarshalJSON() ([]byte, error) { return json.Marshal(len(c.Email)) }

func (s *shop) custom(c codec) error { return s.publish(c) }
