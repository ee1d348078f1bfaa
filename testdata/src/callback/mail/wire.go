package mail

import (
	"google.golang.org/grpc"

	ordersv1 "callback/orders/v1"
	"callback/shared/pb"
)

// New connects the service.
func New(orders, users *grpc.ClientConn) *service {
	return &service{orders: ordersv1.NewOrdersClient(orders), users: pb.NewUsersClient(users)}
}
