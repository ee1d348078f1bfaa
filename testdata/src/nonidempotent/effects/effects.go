// Package effects reaches people and other services.
package effects

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/smtp"

	"github.com/ThreeDotsLabs/watermill/message"
	"github.com/stripe/stripe-go/v82"
	"github.com/stripe/stripe-go/v82/charge"
	"github.com/wneessen/go-mail"
)

// Booked is an event.
type Booked struct {
	BookingID string
	Email     string
	Cents     int64
}

// Texter sends text messages. Who implements it is not known.
type Texter interface {
	SendSMS(ctx context.Context, to, text string) error
	Lookup(ctx context.Context, to string) error
}

type desk struct {
	mails *mail.Client
	texts Texter
	http  *http.Client
	here  func(http.ResponseWriter, *http.Request)
	w     http.ResponseWriter
}

func (d *desk) register(r *message.Router, s message.Subscriber) {
	for _, handle := range []message.NoPublishHandlerFunc{d.mail, d.smtp, d.dialed, d.text, d.charge, d.chargeOnce, d.post, d.posted, d.served, d.postOnce, d.put, d.ask, d.create} {
		r.AddConsumerHandler("desk", "booked", s, handle)
	}
}

func (d *desk) mail(m *message.Message) error {
	return d.mails.DialAndSendWithContext(m.Context(), mail.NewMsg()) // want "warning: message that is delivered again sends the mail once more"
}

func (d *desk) dialed(m *message.Message) error {
	c, err := smtp.Dial("localhost:25")
	if err != nil {
		return err
	}
	defer c.Close()
	w, err := c.Data() // want "warning: message that is delivered again sends the mail once more"
	if err != nil {
		return err
	}
	if _, err := w.Write(m.Payload); err != nil {
		return err
	}
	return w.Close()
}

func (d *desk) smtp(m *message.Message) error {
	return smtp.SendMail("localhost:25", nil, "shop@example.com", []string{"desk@example.com"}, m.Payload) // want "warning: message that is delivered again sends the mail once more"
}

func (d *desk) text(m *message.Message) error {
	if err := d.texts.Lookup(m.Context(), string(m.Payload)); err != nil {
		return err
	}
	return d.texts.SendSMS(m.Context(), string(m.Payload), "booked") // want "warning: message that is delivered again sends the message once more"
}

func (d *desk) charge(m *message.Message) error {
	_, err := charge.New(&stripe.ChargeParams{Amount: stripe.Int64(100)}) // want "warning: message that is delivered again charges or pays once more"
	return err
}

func (d *desk) chargeOnce(m *message.Message) error {
	params := &stripe.ChargeParams{Amount: stripe.Int64(100)}
	params.SetIdempotencyKey(m.UUID)
	_, err := charge.New(params)
	return err
}

func (d *desk) post(m *message.Message) error {
	resp, err := d.http.Post("http://ledger/bookings", "application/json", bytes.NewReader(m.Payload)) // want "warning: message that is delivered again sends the POST once more"
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func (d *desk) posted(m *message.Message) error {
	req, err := http.NewRequest(http.MethodPost, "http://ledger/bookings", bytes.NewReader(m.Payload)) // want "warning: message that is delivered again sends the POST once more"
	if err != nil {
		return err
	}
	resp, err := d.http.Do(req)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// served has the message handled as a request that nobody sends.
func (d *desk) served(m *message.Message) error {
	req, err := http.NewRequest(http.MethodPost, "bookings", bytes.NewReader(m.Payload))
	if err != nil {
		return err
	}
	d.here(d.w, req)
	return nil
}

func (d *desk) postOnce(m *message.Message) error {
	req, err := http.NewRequestWithContext(m.Context(), http.MethodPost, "http://ledger/bookings", bytes.NewReader(m.Payload))
	if err != nil {
		return err
	}
	req.Header.Set("Idempotency-Key", m.UUID)
	resp, err := d.http.Do(req)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func (d *desk) put(m *message.Message) error {
	req, err := http.NewRequestWithContext(m.Context(), http.MethodPut, "http://ledger/bookings/"+m.UUID, bytes.NewReader(m.Payload))
	if err != nil {
		return err
	}
	resp, err := d.http.Do(req)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// ask posts a question.
func (d *desk) ask(m *message.Message) error {
	price, err := d.price(m.Context(), m.Payload)
	if err != nil {
		return err
	}
	fmt.Println(price)
	return nil
}

func (d *desk) price(ctx context.Context, body []byte) (string, error) {
	resp, err := d.http.Post("http://prices", "application/json", bytes.NewReader(body))
	if err != nil {
		return "", err
	}
	return resp.Status, resp.Body.Close()
}

// createBooking is a request that says under which id the booking is to be created.
type createBooking struct {
	BookingID string
	Cents     int64
}

func (d *desk) create(m *message.Message) error {
	var e Booked
	if err := json.Unmarshal(m.Payload, &e); err != nil {
		return err
	}
	body, err := json.Marshal(createBooking{BookingID: e.BookingID, Cents: e.Cents})
	if err != nil {
		return err
	}
	resp, err := d.http.Post("http://ledger/bookings", "application/json", bytes.NewReader(body))
	if err != nil {
		return err
	}
	return resp.Body.Close()
}
