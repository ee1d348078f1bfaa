package databases

import (
	"context"

	"cloud.google.com/go/datastore"
	"cloud.google.com/go/firestore"
	"cloud.google.com/go/spanner"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
	"github.com/go-pg/pg/v10"
	"github.com/segmentio/kafka-go"
)

type cloudDatabases struct {
	kafka     *kafka.Writer
	dynamo    *dynamodb.Client
	firestore *firestore.Client
	spanner   *spanner.Client
	datastore *datastore.Client
	pg        *pg.DB
}

type cloudOrder struct{ ID string }

func (s *cloudDatabases) publish(ctx context.Context, id string) error {
	return s.kafka.WriteMessages(ctx, kafka.Message{Topic: "orders.v1", Value: []byte(id)})
}

func (s *cloudDatabases) dynamoBefore(ctx context.Context, id string) error {
	if err := s.publish(ctx, id); err != nil { // want "warning: event is published before"
		return err
	}
	_, err := s.dynamo.PutItem(ctx, &dynamodb.PutItemInput{Item: map[string]types.AttributeValue{"id": &types.AttributeValueMemberS{Value: id}}})
	return err
}

func (s *cloudDatabases) dynamoAfter(ctx context.Context, id string) error {
	item := map[string]types.AttributeValue{"id": &types.AttributeValueMemberS{Value: id}}
	if _, err := s.dynamo.TransactWriteItems(ctx, &dynamodb.TransactWriteItemsInput{TransactItems: []types.TransactWriteItem{{Put: &types.Put{Item: item}}}}); err != nil {
		return err
	}
	return s.publish(ctx, id) // want "info: event is published after"
}

// A read is no write.
func (s *cloudDatabases) dynamoRead(ctx context.Context, id string) error {
	if _, err := s.dynamo.GetItem(ctx, &dynamodb.GetItemInput{}); err != nil {
		return err
	}
	return s.publish(ctx, id)
}

func (s *cloudDatabases) firestoreBefore(ctx context.Context, id string) error {
	if err := s.publish(ctx, id); err != nil { // want "warning: event is published before"
		return err
	}
	_, _, err := s.firestore.Collection("orders").Add(ctx, cloudOrder{ID: id})
	return err
}

func (s *cloudDatabases) firestoreAfter(ctx context.Context, id string) error {
	if _, err := s.firestore.Collection("orders").Doc(id).Set(ctx, cloudOrder{ID: id}); err != nil {
		return err
	}
	return s.publish(ctx, id) // want "info: event is published after"
}

func (s *cloudDatabases) spannerBefore(ctx context.Context, id string) error {
	if err := s.publish(ctx, id); err != nil { // want "warning: event is published before"
		return err
	}
	_, err := s.spanner.Apply(ctx, []*spanner.Mutation{spanner.InsertMap("orders", map[string]any{"id": id})})
	return err
}

func (s *cloudDatabases) spannerAfter(ctx context.Context, id string) error {
	if _, err := s.spanner.Apply(ctx, []*spanner.Mutation{spanner.InsertMap("orders", map[string]any{"id": id})}); err != nil {
		return err
	}
	return s.publish(ctx, id) // want "info: event is published after"
}

func (s *cloudDatabases) datastoreBefore(ctx context.Context, id string) error {
	if err := s.publish(ctx, id); err != nil { // want "warning: event is published before"
		return err
	}
	_, err := s.datastore.Put(ctx, datastore.NameKey("order", id, nil), &cloudOrder{ID: id})
	return err
}

func (s *cloudDatabases) datastoreAfter(ctx context.Context, id string) error {
	if _, err := s.datastore.Put(ctx, datastore.NameKey("order", id, nil), &cloudOrder{ID: id}); err != nil {
		return err
	}
	return s.publish(ctx, id) // want "info: event is published after"
}

func (s *cloudDatabases) pgBefore(ctx context.Context, id string) error {
	if err := s.publish(ctx, id); err != nil { // want "warning: event is published before"
		return err
	}
	_, err := s.pg.Model(&cloudOrder{ID: id}).Insert()
	return err
}

func (s *cloudDatabases) pgAfter(ctx context.Context, id string) error {
	if _, err := s.pg.ModelContext(ctx, &cloudOrder{ID: id}).Insert(); err != nil {
		return err
	}
	return s.publish(ctx, id) // want "info: event is published after"
}
