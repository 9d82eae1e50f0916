import { SpanStatusCode, trace, type Span } from '@opentelemetry/api';
import { observe, type ObservedElement } from '../../../src/observe/index.js';

export function reportToOpenTelemetry(element: ObservedElement): () => void {
  let span: Span | undefined;
  return observe(element, ({ step, outcome, ...record }) => {
    if (step === 'asked') span = trace.getTracer('verification-upgrade').startSpan('verification-upgrade');
    span?.addEvent(step, { ...record });
    if (step !== 'outcome' && step !== 'abandoned') return;
    span?.setAttributes({ ...record, outcome: outcome ?? step });
    if (outcome === 'failed') span?.setStatus({ code: SpanStatusCode.ERROR, message: record.code ?? '' });
    span?.end();
    span = undefined;
  });
}
