import { datadogRum } from '@datadog/browser-rum';
import { trace } from '@opentelemetry/api';
import { InMemorySpanExporter, SimpleSpanProcessor, WebTracerProvider } from '@opentelemetry/sdk-trace-web';
import * as Sentry from '@sentry/browser';
import { expect, waitUntil } from '@open-wc/testing';
import { createUpgrade, refusal, until } from '../support/upgrade.js';
import { reportToDatadog } from './recipes/datadog.js';
import { reportToOpenTelemetry } from './recipes/opentelemetry.js';
import { reportToSentry } from './recipes/sentry.js';
import { reportToTagManager } from './recipes/tag-manager.js';

type Recipe = (element: Awaited<ReturnType<typeof createUpgrade>>['element']) => () => void;

/** An attempt that fails with ER709, with a recipe in place. */
async function failWith(recipe: Recipe): Promise<void> {
  const { element } = await createUpgrade({ replies: [refusal(400, 'ER709')] });
  const stop = recipe(element);
  const place = document.createElement('div');
  document.body.append(place);
  place.append(element);
  await until(element, 'failed');
  stop();
  place.remove();
}

describe('a recipe for monitoring', () => {
  // Datadog's cookie would go to every later test on this host.
  after(() => {
    for (const cookie of document.cookie.split('; '))
      document.cookie = `${cookie.split('=')[0] ?? ''}=; max-age=0; path=/`;
  });

  it('gives Sentry a breadcrumb for each step, and a message for a failure', async () => {
    const events: Sentry.Event[] = [];
    Sentry.init({
      dsn: `${location.protocol}//key@${location.host}/1`,
      integrations: [],
      beforeSend(event) {
        events.push(event);
        return null; // Nothing is sent from a test.
      },
    });
    await failWith(reportToSentry);
    await Sentry.flush();
    expect(events.map(({ message }) => message)).to.deep.equal(['Verification failed: ER709']);
    expect(events[0]?.tags).to.include({ code: 'ER709' });
    // Sentry keeps the console's lines as well.
    const ours = events[0]?.breadcrumbs?.filter(({ category }) => category === 'verification-upgrade') ?? [];
    expect(ours.map(({ message }) => message)).to.deep.equal(['asked', 'answered', 'outcome']);
    await Sentry.close();
  });

  it('gives OpenTelemetry a span for each attempt', async () => {
    const exporter = new InMemorySpanExporter();
    const provider = new WebTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
    provider.register();
    await failWith(reportToOpenTelemetry);
    const [span, ...others] = exporter.getFinishedSpans();
    expect(others).to.deep.equal([]);
    expect(span?.events.map(({ name }) => name)).to.deep.equal(['asked', 'answered', 'outcome']);
    expect(span?.attributes).to.include({ code: 'ER709', outcome: 'failed' });
    await provider.shutdown();
    trace.disable();
  });

  it('gives Datadog an action for each step, and an error for a failure', async () => {
    const actions: string[] = [];
    const errors: string[] = [];
    datadogRum.init({
      applicationId: '00000000-0000-0000-0000-000000000000',
      clientToken: 'pub0',
      site: 'datadoghq.eu',
      proxy: `${location.origin}/_nothing`,
      sessionSampleRate: 100,
      trackUserInteractions: false,
      beforeSend(event) {
        if (event.type === 'action') actions.push(event.action.target?.name ?? '');
        // Datadog collects the console's lines as well.
        if (event.type === 'error' && event.error.source === 'custom') errors.push(event.error.message);
        return false; // Nothing is sent from a test.
      },
    });
    await failWith(reportToDatadog);
    await waitUntil(() => actions.length === 3 && errors.length === 1, 'Datadog has heard of all', { timeout: 10_000 });
    expect(actions).to.deep.equal(['asked', 'answered', 'outcome'].map((step) => `verification-upgrade ${step}`));
    expect(errors).to.deep.equal(['Verification failed: ER709']);
    datadogRum.stopSession();
  });

  it('gives Google Tag Manager an event for each step', async () => {
    globalThis.dataLayer = [];
    await failWith(reportToTagManager);
    const pushed = globalThis.dataLayer as readonly Readonly<Record<string, unknown>>[];
    expect(pushed.map(({ event, step }) => `${String(event)} ${String(step)}`)).to.deep.equal(
      ['asked', 'answered', 'outcome'].map((step) => `verification_upgrade ${step}`),
    );
    expect(pushed.at(-1)).to.include({ code: 'ER709', outcome: 'failed' });
  });
});
