// Package libraries publishes personal data with each library.
package libraries

import (
	"context"
	"encoding/json"
	"time"

	"cloud.google.com/go/pubsub"
	"github.com/IBM/sarama"
	"github.com/ThreeDotsLabs/watermill/message"
	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/sqs"
	"github.com/rabbitmq/amqp091-go"
)

type all struct {
	producer  sarama.SyncProducer
	rabbit    *amqp091.Channel
	publisher message.Publisher
	topic     *pubsub.Topic
	queue     *sqs.Client
}

func encode(v any) []byte {
	b, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return b
}

type passwordReset struct { // want "error: payload carries a secret in the clear .ResetToken."
	Email      string
	ResetToken string
}

func (a *all) sarama(e passwordReset) error {
	_, _, err := a.producer.SendMessage(&sarama.ProducerMessage{Topic: "accounts", Value: sarama.ByteEncoder(encode(e))})
	return err
}

type patientAdmitted struct { // want "warning: payload carries personal data in the clear .DateOfBirth."
	PatientID   string
	DateOfBirth time.Time `json:"dob"`
}

func (a *all) amqp(ctx context.Context, e patientAdmitted) error {
	return a.rabbit.PublishWithContext(ctx, "patients", "admitted", true, false, amqp091.Publishing{Body: encode(e)})
}

type userCreated struct { // want "warning: payload carries personal data in the clear .Name."
	ID   string `json:"id"`
	Name string `json:"name"`
}

func (a *all) watermill(e userCreated) error {
	return a.publisher.Publish("users", message.NewMessage(e.ID, encode(e)))
}

type loginSeen struct { // want "warning: payload carries personal data in the clear .IPAddress."
	SessionID string
	IPAddress string `json:"ip_address"`
}

func (a *all) pubsub(ctx context.Context, e loginSeen) error {
	_, err := a.topic.Publish(ctx, &pubsub.Message{Data: encode(e)}).Get(ctx)
	return err
}

type cardAdded struct { // want "warning: payload carries personal data in the clear .Number."
	CustomerID string
	Number     string `json:"card_number"`
}

func (a *all) sqs(ctx context.Context, e cardAdded) error {
	_, err := a.queue.SendMessage(ctx, &sqs.SendMessageInput{QueueUrl: aws.String("cards"), MessageBody: aws.String(string(encode(e)))})
	return err
}
