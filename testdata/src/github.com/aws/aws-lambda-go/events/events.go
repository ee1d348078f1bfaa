// Package events stands in for the real library in fixtures.
package events

import "encoding/json"

type APIGatewayProxyRequest struct{ Body string }

type APIGatewayProxyResponse struct{ StatusCode int }

type CloudWatchEvent struct {
	ID         string
	DetailType string
	Detail     json.RawMessage
}

type EventBridgeEvent = CloudWatchEvent

type KinesisEvent struct{ Records []KinesisEventRecord }

type KinesisEventRecord struct {
	EventID string
	Kinesis KinesisRecord
}

type KinesisRecord struct {
	Data         []byte
	PartitionKey string
}

type SNSEntity struct {
	TopicArn string
	Message  string
}

type SNSEvent struct{ Records []SNSEventRecord }

type SNSEventRecord struct{ SNS SNSEntity }

type SQSBatchItemFailure struct{ ItemIdentifier string }

type SQSEvent struct{ Records []SQSMessage }

type SQSEventResponse struct{ BatchItemFailures []SQSBatchItemFailure }

type SQSMessage struct {
	MessageId string
	Body      string
}

type DynamoDBEvent struct{ Records []DynamoDBEventRecord }

type DynamoDBEventRecord struct{ EventID string }

type KinesisBatchItemFailure struct{ ItemIdentifier string }

type KinesisEventResponse struct{ BatchItemFailures []KinesisBatchItemFailure }

type DynamoDBBatchItemFailure struct{ ItemIdentifier string }

type DynamoDBEventResponse struct{ BatchItemFailures []DynamoDBBatchItemFailure }
