import { svg } from 'lit/html.js';

const check = svg`<path pathLength="24" d="m6 12.5 4 4 8-9"/>`;
const circle = svg`<circle cx="12" cy="12" r="8"/>`;

/** Shapes on a grid of 24 by 24, drawn as lines in the current color. */
export const icons = {
  id: svg`<rect x="3.5" y="5.5" width="17" height="13" rx="2"/><path d="M7 15h5m3-5h2m-2 3h2"/><circle cx="9.5" cy="11" r="1.5"/>`,
  face: svg`<path d="M4 8V6a2 2 0 0 1 2-2h2m8 0h2a2 2 0 0 1 2 2v2m0 8v2a2 2 0 0 1-2 2h-2m-8 0H6a2 2 0 0 1-2-2v-2"/><path d="M9 10v.5m6-.5v.5M9 15c1.8 1.5 4.2 1.5 6 0"/>`,
  clock: svg`${circle}<path d="M12 8v4l3 2"/>`,
  lock: svg`<rect x="5" y="11" width="14" height="9" rx="2"/><path d="M8 11V8a4 4 0 0 1 8 0v3"/>`,
  check,
  info: svg`${circle}<path d="M12 11v5m0-8.5v.5"/>`,
  warning: svg`<path d="M12 4.5 20.5 19h-17z"/><path d="M12 10v4m0 2.5v.5"/>`,
  offline: svg`<path d="M5 12a10 10 0 0 1 14 0M8 15a6 6 0 0 1 8 0m-4 4v.01M4 4l16 16"/>`,
  door: svg`<path d="M10 4H6a1 1 0 0 0-1 1v14a1 1 0 0 0 1 1h4m4-4 4-4-4-4m4 4H9"/>`,
  pause: svg`<path d="M9 6v12m6-12v12"/>`,
  person: svg`<circle cx="12" cy="8.5" r="3.5"/><path d="M5 19.5c.8-3.6 3.6-5.5 7-5.5s6.2 1.9 7 5.5"/>`,
  camera: svg`<path d="M4 8.500h3l1.500-2.500h7L17 8.500h3V18H4z"/><circle cx="12" cy="13" r="3"/><path d="M4 4l16 16"/>`,
  flag: svg`<path d="M6 20V5h11l-2 3.500 2 3.500H6"/>`,
  dot: svg`<circle cx="12" cy="12" r="5" fill="currentColor" stroke="none"/>`,
  ring: svg`<circle cx="12" cy="12" r="5"/>`,
} as const;

export type IconName = keyof typeof icons;
