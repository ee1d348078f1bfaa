// Package doc creates a queue that makes ids of the content.
package doc

import (
	"github.com/aws/aws-sdk-go/aws"
	"github.com/aws/aws-sdk-go/service/sqs"
)

func create(client *sqs.SQS) error {
	_, err := client.CreateQueue(&sqs.CreateQueueInput{
		QueueName:  aws.String("orders.fifo"),
		Attributes: map[string]*string{"FifoQueue": aws.String("true"), "ContentBasedDeduplication": aws.String("true")},
	})
	return err
}

func send(client *sqs.SQS, order, event string) error {
	_, err := client.SendMessage(&sqs.SendMessageInput{
		QueueUrl:       aws.String("https://sqs.eu-west-1.amazonaws.com/123456789012/orders.fifo"),
		MessageBody:    aws.String(event),
		MessageGroupId: aws.String(order),
	})
	return err
}
