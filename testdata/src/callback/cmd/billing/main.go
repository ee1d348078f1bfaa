// Program billing publishes what shipping consumes.
package main

import (
	"context"
	"log"

	"github.com/nats-io/nats.go"
	"google.golang.org/grpc"

	"callback/shared/pb"
)

type prices struct{ nc *nats.Conn }

func (p *prices) Get(ctx context.Context, in *pb.Request) (*pb.Request, error) {
	return in, p.nc.Publish("invoices.paid", []byte(in.ID))
}

func main() {
	nc, err := nats.Connect("nats://broker")
	if err != nil {
		log.Fatal(err)
	}
	p := &prices{nc}
	pb.RegisterPricesServer(grpc.NewServer(), p)
	if _, err := p.Get(context.Background(), &pb.Request{}); err != nil {
		log.Fatal(err)
	}
}
