import type { ProviderContext } from '../provider.js';

interface PolicyDocument extends Document {
  readonly featurePolicy?: { allowsFeature(feature: string): boolean };
}

/**
 * Warns about a page that may not use the camera or the microphone itself. For SDKs whose code runs in the page, or whose
 * frame is outside of the container: the element asks the frames inside it. Not fatal: those can hand over to a phone.
 */
export function warnIfCameraBlocked(report: ProviderContext['report']): void {
  const { featurePolicy } = document as PolicyDocument;
  const blocked = ['camera', 'microphone'].filter((feature) => featurePolicy?.allowsFeature(feature) === false);
  const [first] = blocked;
  if (first === undefined) return;
  const message =
    `This page may not use the ${blocked.join(' and ')}. Allow it in the header Permissions-Policy, and ` +
    'set allow="camera; microphone" on every frame around this page.';
  report({ type: 'warning', code: `${first}-blocked`, message });
}
