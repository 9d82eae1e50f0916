import type { ProviderContext, ProviderEvent, ProviderPayload } from '../provider.js';
import { fieldsOf, pickAllowed, readCode, readField, requireField } from '../shared/fields.js';
import { vendorLanguage } from '../shared/language.js';
import { trackMessageSource } from '../shared/message-source.js';
import { keepVisible, MAX_FRAME_HEIGHT } from '../shared/sdk.js';
import { ALLOWED_FIELDS, readCompletion, readError, readEvent } from './events.js';

/** The part of the package that is used here. Its own types stay out of the published ones: the package is optional. */
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
      readonly onComplete: (end: { readonly status: unknown }) => void;
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

/**
 * Puts Persona's frame into the container and listens to it.
 *
 * @param origin of the frame
 * @param renew the session has expired
 * @returns removes the frame
 */
export function mountFrame(
  sdk: Sdk,
  context: ProviderContext<FrameOptions>,
  origin: string,
  renew: () => void,
): () => void {
  const { container, payload, lang, theme } = context;
  const { frameAncestors, routingCountry, themeSetId } = context.options;
  // Throws for a payload that lacks something, so it comes before anything that would have to be undone.
  const inquiry = inquiryOf(payload);
  const mounted = new AbortController();
  const signal = AbortSignal.any([context.signal, mounted.signal]);
  const frame = container.ownerDocument.createElement('iframe');
  const { host } = new URL(origin);
  const isFromFrame = trackMessageSource({
    window: () => frame.contentWindow,
    origin,
    signal,
    canRead,
    listensTo: isSameSite(origin),
  });
  // The SDK's listener compares two labels of the host, and not the frame.
  const whenFromFrame =
    <Args extends unknown[]>(handler: (...args: Args) => void) =>
    (...args: Args) => {
      if (isFromFrame()) handler(...args);
    };
  const handle = (event: ProviderEvent | 'expired' | undefined) => {
    if (event === 'expired') renew();
    else if (event) context.report(event);
  };
  const stop = sdk.setupEvents(container.id, {
    host,
    onLoad: null,
    templateId: null,
    templateVersionId: null,
    eventsAllowlist: null,
    onReady: whenFromFrame(() => context.report({ type: 'ready' })),
    onEvent: whenFromFrame((name, metadata) => {
      const fields = fieldsOf(metadata);
      if (readCode(name)) context.report({ type: 'message', name, payload: pickAllowed(fields, ALLOWED_FIELDS) });
      const height = fields['pageHeight'];
      if (typeof height === 'number' && height > 0) frame.style.height = `${Math.min(height, MAX_FRAME_HEIGHT)}px`;
      handle(readEvent(name, fields));
    }),
    onComplete: whenFromFrame(({ status }) => handle(readCompletion(status))),
    onCancel: whenFromFrame(() => context.report({ type: 'cancelled' })),
    onError: whenFromFrame((error) => handle(readError(fieldsOf(error)))),
  });
  sdk.setupIframe(frame, container.id, 'inline', {
    ...inquiry,
    ...(routingCountry && { routingCountry }),
    ...(themeSetId && { themeSetId }),
    ...(frameAncestors && { frameAncestors: [...frameAncestors] }),
    host,
    language: vendorLanguage(lang, CODES),
    styleVariant: theme === 'dark' ? 'dark' : 'base',
    // Without "allow-top-navigation-by-user-activation", the SDK's third default: the frame could lead the page away.
    sandboxAttributes: ['allow-forms', 'allow-modals'],
  });
  frame.style.cssText = 'inline-size: 100%; min-block-size: 600px; border: 0';
  keepVisible(frame);
  container.append(frame);
  return () => {
    stop();
    mounted.abort();
    frame.remove();
  };
}

/** docs.withpersona.com/languages */
const CODES = 'ar-EG el-GR en-US es-MX id-ID ko-KR nl-NL no pt-BR tl tr-TR uk-UA zh-CN zh-TW'.split(' ');

/** The last two labels of a host are the same: what the SDK's listener compares. */
function isSameSite(origin: string): (other: string) => boolean {
  const siteOf = (url: string) => (URL.canParse(url) ? new URL(url).hostname.split('.').slice(-2).join('.') : '');
  const site = siteOf(origin);
  return (other) => siteOf(other) === site;
}

/** What the SDK's listener can read without an exception. */
function canRead(data: unknown): boolean {
  if (typeof data !== 'object' || data === null) return false;
  const { name, metadata } = fieldsOf(data);
  const needsMetadata = typeof name === 'string' && /^(complete|fail|exit)$/.test(name);
  return !needsMetadata || (typeof metadata === 'object' && metadata !== null);
}

/**
 * An inquiry that the server has created, or a template to create one from: the SDK accepts exactly one of the two. If the
 * payload has both, the inquiry is used: it is bound to the user.
 */
function inquiryOf(payload: ProviderPayload) {
  const templateId = readField(payload, 'templateId');
  const templateVersionId = readField(payload, 'templateVersionId');
  const hasTemplate = templateId !== undefined || templateVersionId !== undefined;
  const inquiryId = hasTemplate ? readField(payload, 'inquiryId') : requireField('Persona', payload, 'inquiryId');
  if (inquiryId !== undefined) {
    const sessionToken = readField(payload, 'sessionToken');
    return { inquiryId, ...(sessionToken && { sessionToken }) };
  }
  // Whose inquiry it becomes. The SDK refuses an account beside either of the other two.
  const owner = readField(payload, 'referenceId') ? ['referenceId', 'accountTypeId'] : ['accountId'];
  const details = ['environmentId', 'environment', 'shareToken', ...owner].map(
    (name) => [name, readField(payload, name)] as const,
  );
  return {
    ...(templateVersionId ? { templateVersionId } : { templateId: templateId ?? '' }),
    ...Object.fromEntries(details.filter(([, value]) => value)),
  };
}
