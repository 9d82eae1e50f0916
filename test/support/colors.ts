const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });

/** Red, green, blue and alpha, 0 to 255 each, of any colour that CSS can compute. */
function channels(color: string): readonly [number, number, number, number] {
  if (!canvas) throw new Error('This browser cannot draw.');
  canvas.clearRect(0, 0, 1, 1);
  canvas.fillStyle = color;
  canvas.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0, alpha = 0] = canvas.getImageData(0, 0, 1, 1).data;
  return [red, green, blue, alpha];
}

/** WCAG 2: relative luminance. */
function luminance(color: string): number {
  const [red, green, blue] = channels(color).map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * (red ?? 0) + 0.7152 * (green ?? 0) + 0.0722 * (blue ?? 0);
}

/** WCAG 2: contrast ratio, from 1 to 21. */
export function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

/** The colour that is behind an element's text: its own background, else the nearest one below. */
export function backgroundOf(element: Element): string {
  for (let at: Element | null = element; at; at = below(at)) {
    const { backgroundColor } = getComputedStyle(at);
    const [, , , alpha] = channels(backgroundColor);
    if (alpha === 255) return backgroundColor;
    if (alpha > 0) throw new Error(`Half transparent: ${backgroundColor}`);
  }
  return 'white';
}

function below(element: Element): Element | null {
  if (element.assignedSlot) return element.assignedSlot;
  const { parentNode } = element;
  return parentNode instanceof ShadowRoot ? parentNode.host : element.parentElement;
}
