// Package notrace finds publishes in a span whose message does not carry the trace.
//
// The trace ends at the broker: what consumers do for a request, and what failed there, cannot be found from the request.
//
// Let a propagator write the trace into the headers (`otel.GetTextMapPropagator().Inject`), or use an instrumented client; consumers extract it.
//
// The rule looks at functions that start a span of OpenTelemetry, Datadog's tracer or OpenTracing. It leaves out messages with a header or field for a trace, correlation or request id, with headers that were
// taken from elsewhere or made by a function that nobody looked into, functions that call a propagator on the way, and programs with an instrumented client.
package notrace
