import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { propagation, trace } from '@opentelemetry/api';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base';
import { register } from 'prom-client';
import { startStubApi, type StubApi } from '../support/stub-api.js';

const traceId = '0af7651916cd43dd8448eb211c80319c';
const request = (site = 'same-origin') =>
  new Request('http://site/api/v2/user/upgrade', {
    method: 'POST',
    headers: {
      'sec-fetch-site': site,
      'user-authorization': 'Bearer user-token',
      traceparent: `00-${traceId}-b7ad6b7169203331-01`,
    },
  });

describe('the hooks feed', () => {
  let api: StubApi;
  before(async () => {
    api = await startStubApi();
    Object.assign(process.env, {
      BTCDIRECT_API: api.origin,
      BTCDIRECT_USERNAME: 'partner',
      BTCDIRECT_PASSWORD: 'the password of the partner',
    });
  });
  after(() => api.close());

  it('Prometheus', async () => {
    const { backend } = await import('./monitoring/prometheus.js');
    await backend.fetch(request());
    await backend.fetch(request('cross-site'));
    const text = await register.metrics();
    assert.match(text, /_count\{route="upgrade",status="200",outcome="answered"\} 1/);
    assert.match(text, /_count\{route="upgrade",status="403",outcome="refused"\} 1/);
  });

  it('OpenTelemetry, in the trace of the page', async () => {
    const exporter = new InMemorySpanExporter();
    trace.setGlobalTracerProvider(new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }));
    propagation.setGlobalPropagator(new W3CTraceContextPropagator());
    const { backend } = await import('./monitoring/opentelemetry.js');
    await backend.fetch(request());
    const [span] = exporter.getFinishedSpans();
    assert.equal(span?.name, 'POST upgrade');
    assert.equal(span.spanContext().traceId, traceId);
    assert.equal(span.attributes['http.response.status_code'], 200);
    assert.match(String(api.asked.at(-1)?.headers['traceparent']), new RegExp(traceId));
  });
});
