// Package libraries publishes to queues and topics through several libraries.
package libraries

import (
	"context"
	"os"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/sns"
	snstypes "github.com/aws/aws-sdk-go-v2/service/sns/types"
	"github.com/aws/aws-sdk-go-v2/service/sqs"
	"github.com/aws/aws-sdk-go-v2/service/sqs/types"
	awsv1 "github.com/aws/aws-sdk-go/aws"
	sqsv1 "github.com/aws/aws-sdk-go/service/sqs"
	"gocloud.dev/pubsub"
	"gocloud.dev/pubsub/awssnssqs"
)

const (
	queue = "https://sqs.eu-west-1.amazonaws.com/123456789012/orders.fifo"
	topic = "arn:aws:sns:eu-west-1:123456789012:orders.fifo"
	lane  = "arn:aws:sns:eu-west-1:123456789012:lane.fifo"
	lanes = "arn:aws:sns:eu-west-1:123456789012:lanes.fifo"
)

func batch(ctx context.Context, client *sqs.Client, events []string) error {
	var entries []types.SendMessageBatchRequestEntry
	for _, e := range events {
		entries = append(entries, types.SendMessageBatchRequestEntry{Id: aws.String(e), MessageBody: aws.String(e)})
	}
	_, err := client.SendMessageBatch(ctx, &sqs.SendMessageBatchInput{QueueUrl: aws.String(queue), Entries: entries}) // want "error: message for \"orders.fifo\" has no group id"
	return err
}

func batchOfGroups(ctx context.Context, client *sqs.Client, events map[string]string) error {
	var entries []types.SendMessageBatchRequestEntry
	for order, e := range events {
		entries = append(entries, types.SendMessageBatchRequestEntry{Id: aws.String(e), MessageBody: aws.String(e), MessageGroupId: aws.String(order), MessageDeduplicationId: aws.String(e)})
	}
	_, err := client.SendMessageBatch(ctx, &sqs.SendMessageBatchInput{QueueUrl: aws.String(queue), Entries: entries})
	return err
}

func notify(ctx context.Context, client *sns.Client, event string) error {
	_, err := client.Publish(ctx, &sns.PublishInput{TopicArn: aws.String(topic), Message: aws.String(event)}) // want "error: message for \"orders.fifo\" has no group id"
	return err
}

func notifyBatch(ctx context.Context, client *sns.Client, event string) error {
	_, err := client.PublishBatch(ctx, &sns.PublishBatchInput{ // want "error: message for \"orders.fifo\" has no group id"
		TopicArn:                   aws.String(topic),
		PublishBatchRequestEntries: []snstypes.PublishBatchRequestEntry{{Id: aws.String("1"), Message: aws.String(event)}},
	})
	return err
}

func noID(ctx context.Context, client *sns.Client, order, event string) error {
	_, err := client.Publish(ctx, &sns.PublishInput{TopicArn: aws.String(topic), Message: aws.String(event), MessageGroupId: aws.String(order)}) // want "info: message for \"orders.fifo\" has no deduplication id, which it needs unless its content is one"
	return err
}

func oneLane(ctx context.Context, client *sns.Client, id, event string) error {
	_, err := client.Publish(ctx, &sns.PublishInput{TopicArn: aws.String(lane), Message: aws.String(event), MessageGroupId: aws.String("orders"), MessageDeduplicationId: aws.String(id)}) // want "info: all messages for \"lane.fifo\" are of one group, so they are handled one by one"
	return err
}

// Each kind of change has a group of its own.
func twoLanes(ctx context.Context, client *sns.Client, id, placed, paid string) error {
	if _, err := client.Publish(ctx, &sns.PublishInput{TopicArn: aws.String(lanes), Message: aws.String(placed), MessageGroupId: aws.String("placed"), MessageDeduplicationId: aws.String(id)}); err != nil {
		return err
	}
	_, err := client.Publish(ctx, &sns.PublishInput{TopicArn: aws.String(lanes), Message: aws.String(paid), MessageGroupId: aws.String("paid"), MessageDeduplicationId: aws.String(id)})
	return err
}

func v1(client *sqsv1.SQS, event string) error {
	_, err := client.SendMessage(&sqsv1.SendMessageInput{QueueUrl: awsv1.String(queue), MessageBody: awsv1.String(event)}) // want "error: message for \"orders.fifo\" has no group id"
	return err
}

// A group is set later.
func later(client *sqsv1.SQS, order, event string) error {
	input := &sqsv1.SendMessageInput{QueueUrl: awsv1.String(queue), MessageBody: awsv1.String(event), MessageDeduplicationId: awsv1.String(event)}
	input.MessageGroupId = awsv1.String(order)
	_, err := client.SendMessage(input)
	return err
}

// Somebody else may set it.
func handed(client *sqsv1.SQS, with func(*sqsv1.SendMessageInput), event string) error {
	input := &sqsv1.SendMessageInput{QueueUrl: awsv1.String(queue), MessageBody: awsv1.String(event), MessageDeduplicationId: awsv1.String(event)}
	with(input)
	_, err := client.SendMessage(input)
	return err
}

// A standard queue has no groups.
func standard(client *sqsv1.SQS, event string) error {
	_, err := client.SendMessage(&sqsv1.SendMessageInput{QueueUrl: awsv1.String("https://sqs.eu-west-1.amazonaws.com/123456789012/mails"), MessageBody: awsv1.String(event)})
	return err
}

// The name is not known.
func configured(client *sqsv1.SQS, event string) error {
	_, err := client.SendMessage(&sqsv1.SendMessageInput{QueueUrl: awsv1.String(os.Getenv("QUEUE_URL")), MessageBody: awsv1.String(event)})
	return err
}

func portable(ctx context.Context, client *sqs.Client, event []byte) error {
	t := awssnssqs.OpenSQSTopic(ctx, client, queue, nil)
	return t.Send(ctx, &pubsub.Message{Body: event}) // want "error: message for \"orders.fifo\" has no group id"
}

func portableGroup(ctx context.Context, client *sqs.Client, order string, event []byte) error {
	t := awssnssqs.OpenSQSTopic(ctx, client, queue, nil)
	return t.Send(ctx, &pubsub.Message{Body: event, Metadata: map[string]string{awssnssqs.MetadataKeyMessageGroupID: order}})
}

func portableURL(ctx context.Context, event []byte) error {
	t, err := pubsub.OpenTopic(ctx, "awssqs://sqs.eu-west-1.amazonaws.com/123456789012/mails.fifo?region=eu-west-1")
	if err != nil {
		return err
	}
	return t.Send(ctx, &pubsub.Message{Body: event}) // want "error: message for \"mails.fifo\" has no group id"
}
