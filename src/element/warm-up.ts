/**
 * Opens the connection to a provider's host by a hidden frame of it: Chromium opens none for a cross-site frame on
 * `<link rel=preconnect>`.
 *
 * @returns the frame, which goes by itself once it has loaded
 */
export function warmUp(root: ParentNode, url: string): HTMLIFrameElement {
  const frame = document.createElement('iframe');
  const leave = () => frame.remove();
  Object.assign(frame, { hidden: true, sandbox: '', referrerPolicy: 'no-referrer', src: url, onload: leave });
  root.append(frame);
  return frame;
}
