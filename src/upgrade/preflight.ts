/** What stands between the person and the camera. No dead end: providers can hand over to a phone, or take an upload. */
export function preflight(warn: (code: string, message: string) => void): void {
  if (!isSecureContext) warn('insecure-context', 'Browsers give no camera to pages without https.');
  else if (!mayUseCamera()) {
    warn(
      'camera-blocked',
      'This page may not use the camera. Allow it for the provider, e.g. Permissions-Policy: camera=(self "https://api.sumsub.com"), ' +
        'and allow="camera; microphone" on every frame around the page.',
    );
  }
}

/** Chromium alone can say; elsewhere the SDK finds out. */
function mayUseCamera(): boolean {
  const { featurePolicy } = document as Document & { featurePolicy?: { allowsFeature(feature: string): boolean } };
  return featurePolicy?.allowsFeature('camera') ?? true;
}
