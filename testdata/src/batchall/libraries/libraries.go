// Package libraries handles batches of several sources.
package libraries

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
	"github.com/aws/aws-sdk-go-v2/service/sqs"
	"github.com/aws/aws-sdk-go-v2/service/sqs/types"
	"github.com/segmentio/kafka-go"
	"github.com/twmb/franz-go/pkg/kgo"
)

type store struct{}

func (store) save(context.Context, []byte) error      { return nil }
func (store) saveAll(context.Context, []string) error { return nil }

func main() {
	lambda.Start(stream)
	lambda.Start((&handler{}).handle)
}

func stream(ctx context.Context, event events.KinesisEvent) error {
	var s store
	for _, r := range event.Records {
		if err := s.save(ctx, r.Kinesis.Data); err != nil { // want "one record of events.KinesisEvent that fails here repeats the whole batch"
			return fmt.Errorf("save %s: %w", r.EventID, err)
		}
	}
	return nil
}

type handler struct{ store store }

// The error is told after the loop.
func (h *handler) handle(ctx context.Context, event events.DynamoDBEvent) error {
	var errs []error
	for _, r := range event.Records {
		if err := h.store.save(ctx, []byte(r.EventID)); err != nil { // want "one record of events.DynamoDBEvent that fails here repeats the whole batch"
			errs = append(errs, err)
		}
	}
	return errors.Join(errs...)
}

// A record that cannot be read fails all.
func decodes(ctx context.Context, event *events.SQSEvent) (string, error) {
	var s store
	for i := range event.Records {
		var order struct{ ID string }
		if err := json.Unmarshal([]byte(event.Records[i].Body), &order); err != nil { // want "one record of events.SQSEvent that fails here repeats the whole batch"
			return "", err
		}
		_ = s.save(ctx, []byte(order.ID))
	}
	return "ok", nil
}

// The response could name the records.
func swallows(ctx context.Context, event events.SQSEvent) (events.KinesisEventResponse, error) {
	var s store
	for _, r := range event.Records {
		if err := s.save(ctx, []byte(r.Body)); err != nil { // want "BatchItemFailures is always empty, so a record that fails here is acked with the others"
			log.Print(err)
		}
	}
	return events.KinesisEventResponse{}, nil
}

func repeats(ctx context.Context, event events.DynamoDBEvent) (events.DynamoDBEventResponse, error) {
	var s store
	for _, r := range event.Records {
		if err := s.save(ctx, []byte(r.EventID)); err != nil { // want "BatchItemFailures is always empty, so one record that fails here repeats the whole batch"
			return events.DynamoDBEventResponse{}, err
		}
	}
	return events.DynamoDBEventResponse{}, nil
}

// Its caller names the record.
func named(ctx context.Context, event events.SQSEvent) (events.SQSEventResponse, error) {
	if err := each(ctx, event); err != nil {
		return events.SQSEventResponse{BatchItemFailures: []events.SQSBatchItemFailure{{ItemIdentifier: err.Error()}}}, nil
	}
	return events.SQSEventResponse{}, nil
}

func each(ctx context.Context, event events.SQSEvent) error {
	var s store
	for _, r := range event.Records {
		if err := s.save(ctx, []byte(r.Body)); err != nil {
			return errors.New(r.MessageId)
		}
	}
	return nil
}

// All records are one piece of work.
func together(ctx context.Context, event events.SQSEvent) error {
	var bodies []string
	for _, r := range event.Records {
		bodies = append(bodies, r.Body)
	}
	return store{}.saveAll(ctx, bodies)
}

// One record is no batch.
func one(ctx context.Context, event events.SQSEvent) error {
	return store{}.save(ctx, []byte(event.Records[0].Body))
}

// Notifications come one by one.
func notified(ctx context.Context, event events.SNSEvent) error {
	for _, r := range event.Records {
		if err := (store{}).save(ctx, []byte(r.SNS.Message)); err != nil {
			return err
		}
	}
	return nil
}

func commits(ctx context.Context, r *kafka.Reader, msgs []kafka.Message) error {
	var s store
	for _, m := range msgs {
		if err := s.save(ctx, m.Value); err != nil { // want "a message that fails here is acked with the others by CommitMessages"
			log.Print(err)
		}
	}
	return r.CommitMessages(ctx, msgs...)
}

func commitsRecords(ctx context.Context, cl *kgo.Client, records []*kgo.Record) error {
	var s store
	for _, r := range records {
		if err := s.save(ctx, r.Value); err != nil { // want "a message that fails here is acked with the others by CommitRecords"
			log.Print(err)
			continue
		}
	}
	return cl.CommitRecords(ctx, records...)
}

// All are tried again.
func stops(ctx context.Context, r *kafka.Reader, msgs []kafka.Message) error {
	var s store
	for _, m := range msgs {
		if err := s.save(ctx, m.Value); err != nil {
			return err
		}
	}
	return r.CommitMessages(ctx, msgs...)
}

// What failed is put aside.
func aside(ctx context.Context, r *kafka.Reader, dead *kafka.Writer, msgs []kafka.Message) error {
	var s store
	for _, m := range msgs {
		if err := s.save(ctx, m.Value); err != nil {
			if err := dead.WriteMessages(ctx, kafka.Message{Value: m.Value}); err != nil {
				return err
			}
		}
	}
	return r.CommitMessages(ctx, msgs...)
}

// Nothing is committed if something failed.
func unless(ctx context.Context, r *kafka.Reader, msgs []kafka.Message) error {
	var s store
	failed := false
	for _, m := range msgs {
		if err := s.save(ctx, m.Value); err != nil {
			failed = true
		}
	}
	if failed {
		return errors.New("not all were saved")
	}
	return r.CommitMessages(ctx, msgs...)
}

func deletes(ctx context.Context, client *sqs.Client, url string) error {
	var s store
	for {
		out, err := client.ReceiveMessage(ctx, &sqs.ReceiveMessageInput{QueueUrl: &url})
		if err != nil {
			return err
		}
		if len(out.Messages) == 0 {
			continue
		}
		var entries []types.DeleteMessageBatchRequestEntry
		for _, m := range out.Messages {
			if err := s.save(ctx, []byte(*m.Body)); err != nil { // want "a message that fails here is acked with the others by DeleteMessageBatch"
				log.Print(err)
			}
			entries = append(entries, types.DeleteMessageBatchRequestEntry{Id: m.MessageId, ReceiptHandle: m.ReceiptHandle})
		}
		if _, err := client.DeleteMessageBatch(ctx, &sqs.DeleteMessageBatchInput{QueueUrl: &url, Entries: entries}); err != nil {
			return err
		}
	}
}

// The list is made afterwards.
func deletesAll(ctx context.Context, client *sqs.Client, url string) error {
	var s store
	out, err := client.ReceiveMessage(ctx, &sqs.ReceiveMessageInput{QueueUrl: &url})
	if err != nil {
		return err
	}
	for _, m := range out.Messages {
		if err := s.save(ctx, []byte(*m.Body)); err != nil { // want "a message that fails here is acked with the others by DeleteMessageBatch"
			log.Print(err)
		}
	}
	var entries []types.DeleteMessageBatchRequestEntry
	for _, m := range out.Messages {
		entries = append(entries, types.DeleteMessageBatchRequestEntry{Id: m.MessageId, ReceiptHandle: m.ReceiptHandle})
	}
	_, err = client.DeleteMessageBatch(ctx, &sqs.DeleteMessageBatchInput{QueueUrl: &url, Entries: entries})
	return err
}

// Only what worked is deleted.
func deletesDone(ctx context.Context, client *sqs.Client, url string) error {
	var s store
	out, err := client.ReceiveMessage(ctx, &sqs.ReceiveMessageInput{QueueUrl: &url})
	if err != nil {
		return err
	}
	var entries []types.DeleteMessageBatchRequestEntry
	for _, m := range out.Messages {
		if err := s.save(ctx, []byte(*m.Body)); err != nil {
			log.Print(err)
			continue
		}
		entries = append(entries, types.DeleteMessageBatchRequestEntry{Id: m.MessageId, ReceiptHandle: m.ReceiptHandle})
	}
	_, err = client.DeleteMessageBatch(ctx, &sqs.DeleteMessageBatchInput{QueueUrl: &url, Entries: entries})
	return err
}

// It is known which failed.
func deletesOthers(ctx context.Context, client *sqs.Client, url string) error {
	var s store
	out, err := client.ReceiveMessage(ctx, &sqs.ReceiveMessageInput{QueueUrl: &url})
	if err != nil {
		return err
	}
	failed := map[string]bool{}
	for _, m := range out.Messages {
		if err := s.save(ctx, []byte(*m.Body)); err != nil {
			failed[*m.MessageId] = true
		}
	}
	var entries []types.DeleteMessageBatchRequestEntry
	for _, m := range out.Messages {
		if !failed[*m.MessageId] {
			entries = append(entries, types.DeleteMessageBatchRequestEntry{Id: m.MessageId, ReceiptHandle: m.ReceiptHandle})
		}
	}
	_, err = client.DeleteMessageBatch(ctx, &sqs.DeleteMessageBatchInput{QueueUrl: &url, Entries: entries})
	return err
}

// What failed is put aside first.
func deletesAside(ctx context.Context, client *sqs.Client, url string, dead string) error {
	var s store
	out, err := client.ReceiveMessage(ctx, &sqs.ReceiveMessageInput{QueueUrl: &url})
	if err != nil {
		return err
	}
	var entries []types.DeleteMessageBatchRequestEntry
	for _, m := range out.Messages {
		if err := s.save(ctx, []byte(*m.Body)); err != nil {
			if _, err := client.SendMessage(ctx, &sqs.SendMessageInput{QueueUrl: &dead, MessageBody: m.Body}); err != nil {
				return err
			}
		}
		entries = append(entries, types.DeleteMessageBatchRequestEntry{Id: m.MessageId, ReceiptHandle: m.ReceiptHandle})
	}
	_, err = client.DeleteMessageBatch(ctx, &sqs.DeleteMessageBatchInput{QueueUrl: &url, Entries: entries})
	return err
}

// All are acked before any is handled, which is another mistake.
func commitsFirst(ctx context.Context, cl *kgo.Client, receive func() []*kgo.Record) error {
	var s store
	for {
		records := receive()
		if err := cl.CommitRecords(ctx, records...); err != nil {
			return err
		}
		for _, r := range records {
			if err := s.save(ctx, r.Value); err != nil {
				log.Print(err)
			}
		}
	}
}
