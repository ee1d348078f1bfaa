// Package unconfirmed finds publishes of which nobody learns whether the broker has taken them.
//
// RabbitMQ answers a publish only on a channel in confirm mode. Without it, no error means that the message was written to the connection: a broker that is
// shutting down, an exchange that does not exist, a full disk lose it, and the publisher goes on as if it was sent.
//
// Put the channel into confirm mode, publish with PublishWithDeferredConfirm, wait for the confirmation with a deadline, and look at what it says. In
// Watermill set ConfirmDelivery.
//
// The rule speaks once for each publish whose channel, wherever it is opened, is never put into confirm mode; whose confirmation is dropped, or waited for
// without a look at the answer; and on a channel in confirm mode whose confirmations nobody reads. It leaves out transactional channels, replies to
// whoever has sent a message, and channels that it cannot follow to where they are opened.
package unconfirmed
