import type { ProviderContext, ProviderPayload } from '../provider.js';
import { watchSender } from '../shared/ours.js';
import { find, need } from '../shared/payload.js';
import { harmlessPart, readCompletion, readEvent } from './events.js';

/** Of the package, as far as we need it; its own types stay out of ours, as not every page has it. */
export interface Sdk {
  setupIframe(frame: HTMLIFrameElement, id: string, flow: 'inline', options: object): unknown;
  setupEvents(
    id: string,
    hooks: {
      readonly host: string;
      readonly onLoad: null;
      readonly templateId: null;
      readonly templateVersionId: null;
      readonly eventsAllowlist: null;
      readonly onReady: () => void;
      readonly onEvent: (name: string, metadata?: Readonly<Record<string, unknown>>) => void;
      readonly onComplete: (end: { readonly status: string }) => void;
      readonly onCancel: () => void;
      readonly onError: (error: unknown) => void;
    },
  ): () => void;
}

interface FrameOptions {
  readonly frameAncestors?: readonly string[];
  readonly routingCountry?: string;
  readonly themeSetId?: string;
}

/** The tallest frame that a page's word about its height can make. */
const tallest = 4_000;

/**
 * Puts Persona's frame into the container, and listens to it.
 *
 * @param origin of the frame
 * @param expired the session has run out
 * @returns takes it away again
 */
export function mountFrame(
  sdk: Sdk,
  context: ProviderContext<FrameOptions>,
  payload: ProviderPayload,
  origin: string,
  expired: () => void,
): () => void {
  const { container, options, lang, theme, signal } = context;
  const { frameAncestors, ...looks } = options;
  const stay = new AbortController();
  const frame = container.ownerDocument.createElement('iframe');
  const host = origin.replace(/^https?:\/\//, '');
  const isOurs = watchSender(() => frame, origin, AbortSignal.any([signal, stay.signal]));
  // Its listener compares two labels of the host, and no frame.
  const whenOurs =
    <Args extends unknown[]>(hear: (...args: Args) => void) =>
    (...args: Args) => {
      if (isOurs()) hear(...args);
    };
  const stop = sdk.setupEvents(container.id, {
    host,
    onLoad: null,
    templateId: null,
    templateVersionId: null,
    eventsAllowlist: null,
    onReady: whenOurs(() => context.report({ type: 'ready' })),
    onEvent: whenOurs((name, metadata) => {
      const fields = Object(metadata) as Readonly<Record<string, unknown>>;
      context.report({ type: 'message', name, payload: harmlessPart(fields) });
      const height = Number(fields['pageHeight']);
      if (height > 0) frame.style.height = `${Math.min(height, tallest)}px`;
      const event = readEvent(name, fields);
      if (event) context.report(event);
    }),
    onComplete: whenOurs(({ status }) => context.report(readCompletion(status))),
    onCancel: whenOurs(() => context.report({ type: 'cancelled' })),
    onError: whenOurs((error) => {
      const { status, code, message = '' } = Object(error) as { status?: number; code?: string; message?: string };
      if (code === 'unauthenticated' || status === 401) expired();
      else context.report({ type: 'failed', message: `Persona: ${[code, message].filter(Boolean).join(' ')}` });
    }),
  });
  sdk.setupIframe(frame, container.id, 'inline', {
    ...inquiryOf(payload),
    ...looks,
    ...(frameAncestors && { frameAncestors: [...frameAncestors] }),
    host,
    language: lang,
    styleVariant: theme === 'dark' ? 'dark' : 'base',
  });
  frame.style.cssText = 'display: block; inline-size: 100%; min-block-size: 600px; border: 0';
  container.append(frame);
  return () => {
    stop();
    stay.abort();
    frame.remove();
  };
}

/**
 * An inquiry that the server has begun, or a template to begin one from: the SDK wants exactly one of the two. An inquiry
 * comes first: it is bound to the person, and its template may stand beside it.
 */
function inquiryOf(payload: ProviderPayload) {
  const templateId = find(payload, 'templateId');
  const templateVersionId = find(payload, 'templateVersionId');
  const hasTemplate = templateId !== undefined || templateVersionId !== undefined;
  const inquiryId = hasTemplate ? find(payload, 'inquiryId') : need('Persona', payload, 'inquiryId');
  if (inquiryId !== undefined) {
    const sessionToken = find(payload, 'sessionToken');
    return { inquiryId, ...(sessionToken && { sessionToken }) };
  }
  const environmentId = find(payload, 'environmentId');
  const referenceId = find(payload, 'referenceId');
  return {
    ...(templateVersionId ? { templateVersionId } : { templateId: templateId ?? '' }),
    ...(environmentId && { environmentId }),
    ...(referenceId && { referenceId }),
  };
}
