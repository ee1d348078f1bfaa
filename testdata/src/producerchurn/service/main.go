package main

import (
	"context"
	"io"
	"log"
	"net/http"
	"os"

	"github.com/segmentio/kafka-go"
	"producerchurn/bus"
)

func place(w http.ResponseWriter, r *http.Request) {
	event, err := io.ReadAll(r.Body)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	b := bus.New("orders.v1") // want "opened for each event"
	defer b.Close()
	if err := b.Publish(r.Context(), event); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
	}
}

type server struct{ bus *bus.Bus }

func (s *server) place(w http.ResponseWriter, r *http.Request) {
	event, err := io.ReadAll(r.Body)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	if err := s.bus.Publish(r.Context(), event); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
	}
}

func all(ctx context.Context, events [][]byte) error {
	for _, e := range events {
		w := &kafka.Writer{Topic: "orders.v1"} // want "opened for each event"
		if err := w.WriteMessages(ctx, kafka.Message{Value: e}); err != nil {
			return err
		}
		if err := w.Close(); err != nil {
			return err
		}
	}
	return nil
}

func shared(ctx context.Context, events [][]byte) error {
	w := &kafka.Writer{Topic: "orders.v1"}
	defer w.Close()
	for _, e := range events {
		if err := w.WriteMessages(ctx, kafka.Message{Value: e}); err != nil {
			return err
		}
	}
	return nil
}

// A new connection after each failure.
func reconnecting(ctx context.Context, events <-chan []byte) {
	for ctx.Err() == nil {
		w := &kafka.Writer{Topic: "orders.v1"}
		for e := range events {
			if err := w.WriteMessages(ctx, kafka.Message{Value: e}); err != nil {
				log.Print(err)
				break
			}
		}
		if err := w.Close(); err != nil {
			log.Print(err)
		}
	}
}

// It tries again, once in the life of the program.
func again(ctx context.Context, event []byte) error {
	var err error
	for range 3 {
		w := &kafka.Writer{Topic: "orders.v1"}
		err = w.WriteMessages(ctx, kafka.Message{Value: event})
		if cerr := w.Close(); err == nil && cerr == nil {
			return nil
		}
	}
	return err
}

// Only main calls it, once.
func once(ctx context.Context, event []byte) error {
	w := &kafka.Writer{Topic: "orders.v1"}
	defer w.Close()
	return w.WriteMessages(ctx, kafka.Message{Value: event})
}

// The schedule gives it nothing.
func nightly() error {
	w := &kafka.Writer{Topic: "reports.v1"}
	defer w.Close()
	return w.WriteMessages(context.Background(), kafka.Message{Value: []byte("{}")})
}

// What it says is always the same.
func Heartbeat(ctx context.Context, topic string) error {
	b := bus.New(topic)
	defer b.Close()
	return b.Publish(ctx, []byte("alive"))
}

func main() {
	ctx := context.Background()
	if err := once(ctx, []byte(os.Args[1])); err != nil {
		log.Fatal(err)
	}
	if err := again(ctx, []byte(os.Args[2])); err != nil {
		log.Fatal(err)
	}
	if err := nightly(); err != nil {
		log.Fatal(err)
	}
	if err := demo(ctx, settings{broker: os.Args[3], topic: os.Args[4]}); err != nil {
		log.Fatal(err)
	}
	s := &server{bus.New("orders.v1")}
	http.HandleFunc("/orders", place)
	http.HandleFunc("/v2/orders", s.place)
	log.Fatal(http.ListenAndServe(":8080", nil))
}
