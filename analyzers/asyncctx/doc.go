// Package asyncctx finds asynchronous publishes with a context that ends too early.
//
// A publish that goes on in a goroutine, or in the queue of a client, when the function has returned fails as soon as its context is done. That is at once
// where the function cancels the context on its way out, and when the request has been answered where it is that of the request. It works when the
// broker is fast, so tests pass, and events are lost now and then.
//
// Take context.WithoutCancel of it, with a timeout of its own, in the goroutine; cancel in the function that is told of the outcome; or wait for the
// publish before the function returns.
//
// The rule follows the context from the library's call through wrappers, variables and function literals back to a context that the function itself cancels,
// and to (*http.Request).Context or that of a gRPC stream. A goroutine that takes the context of a caller that nobody knows gets a warning. The rule leaves
// out goroutines that are waited for and those that work for as long as the program runs, functions that flush or receive something after the publish, and
// libraries that do not look at the context.
package asyncctx
