import { propagation, ROOT_CONTEXT, SpanStatusCode, trace, type Span } from '@opentelemetry/api';
import { createBackend, readEnvironment, type RequestInfo } from 'verification-upgrade/server';

const tracer = trace.getTracer('verification-upgrade');
const spans = new WeakMap<RequestInfo, Span>();

export const backend = createBackend({
  ...readEnvironment(process.env),
  onRequest: (request) => {
    const parent = propagation.extract(ROOT_CONTEXT, { traceparent: request.traceparent });
    spans.set(request, tracer.startSpan(`${request.method} ${request.route}`, {}, parent));
  },
  onResponse: (request, { status, outcome }) => {
    const span = spans.get(request);
    span?.setAttributes({ 'http.response.status_code': status, outcome });
    if (status >= 500) span?.setStatus({ code: SpanStatusCode.ERROR });
    span?.end();
  },
});
