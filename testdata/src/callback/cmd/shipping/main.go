// Program shipping ships.
package main

import (
	"log"

	"github.com/nats-io/nats.go"
	"google.golang.org/grpc"

	"callback/ship"
)

func main() {
	nc, err := nats.Connect("nats://broker")
	if err != nil {
		log.Fatal(err)
	}
	if err := ship.New(&grpc.ClientConn{}).Run(nc); err != nil {
		log.Fatal(err)
	}
}
