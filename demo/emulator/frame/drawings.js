// @ts-check
/** The frame's drawings, as SVG. Lines take `currentColor`, areas the classes of websdk.css. */

/** @param {string} viewBox @param {string} content */
const svg = (viewBox, content) =>
  `<svg viewBox="${viewBox}" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round">${content}</svg>`;

/** @param {string} content */
const icon = (content) => svg('0 0 24 24', content);

const person = '<circle cx="8.5" cy="10.2" r="1.9"/><path d="M5.4 15.6c.5-1.7 1.6-2.5 3.1-2.5s2.6.8 3.1 2.5"/>';

export const shield = icon(
  '<path d="M12 3.2 5 5.8v5.4c0 4.4 2.8 7.6 7 9.6 4.2-2 7-5.2 7-9.6V5.8z"/><path d="m9.2 11.9 2 2 3.7-4"/>',
);
export const tick = icon('<path d="m5.5 12.5 4.3 4.3 8.7-9.3"/>');
export const camera = icon(
  '<path d="M4.5 8h3l1.6-2.3h5.8L16.5 8h3c.8 0 1.5.7 1.5 1.500v8c0 .8-.7 1.5-1.5 1.500h-15C3.7 19 3 18.3 3 17.500v-8C3 8.7 3.7 8 4.5 8z"/><circle cx="12" cy="13.2" r="3.3"/>',
);
export const face = icon(
  '<path d="M4 8V6c0-1.1.9-2 2-2h2M16 4h2c1.1 0 2 .9 2 2v2M20 16v2c0 1.1-.9 2-2 2h-2M8 20H6c-1.1 0-2-.9-2-2v-2"/><path d="M9.2 10v.6M14.8 10v.6M9.2 14.300c1.7 1.5 3.9 1.5 5.6 0"/>',
);
export const clock = icon('<circle cx="12" cy="12" r="8.5"/><path d="M12 7.500V12l3 2"/>');
export const cross = icon('<path d="m7 7 10 10M17 7 7 17"/>');
export const again = icon('<path d="M19.5 12a7.5 7.5 0 1 1-2.3-5.4"/><path d="M19.8 3.500v4h-4"/>');
export const pause = icon('<path d="M9 7v10M15 7v10"/>');
export const notice = icon('<path d="M12 4 3.5 19h17z"/><path d="M12 10v4M12 16.600v.1"/>');

/** The kinds of documents, small, by their name in the protocol. @type {Record<string, string>} */
export const documents = {
  PASSPORT: icon(
    '<rect x="5" y="3" width="14" height="18" rx="2.5"/><circle cx="12" cy="10" r="3.3"/><path d="M8.7 10h6.600M9 17h6"/>',
  ),
  ID_CARD: icon(`<rect x="2.5" y="5" width="19" height="14" rx="2.5"/>${person}<path d="M14.5 10h4M14.5 14h4"/>`),
  DRIVERS: icon(
    '<rect x="2.5" y="5" width="19" height="14" rx="2.5"/><path d="M6 14.800v-2.300l1.3-3h5.400l1.3 3v2.300zM6 12.500h8M7.8 14.800v1M12.2 14.800v1M17 10h1.500M17 14h1.5"/>',
  ),
};

const lines = (/** @type {number[][]} */ list) =>
  list.map(([x, y, width]) => `<rect class="ink" x="${x}" y="${y}" width="${width}" height="5" rx="2.5"/>`).join('');

const portrait =
  '<rect class="tint" x="72" y="70" width="54" height="66" rx="6"/><circle class="ink" cx="99" cy="94" r="11"/><path class="ink" d="M79 136c1-16 9-23 20-23s19 7 20 23z"/>';

/** A sample document as the camera sees it. */
export const sample = svg(
  '20 10 260 180',
  `<g stroke="none"><rect class="paper" x="52" y="38" width="196" height="124" rx="12"/>
  <rect class="band" x="52" y="38" width="196" height="20" rx="12"/><rect class="band" x="52" y="48" width="196" height="10"/>${portrait}
  ${lines([
    [142, 74, 84],
    [142, 90, 60],
    [142, 106, 72],
    [142, 122, 44],
    [72, 146, 156],
  ])}</g>`,
);

/** The four corners into which the document belongs. */
export const corners = svg(
  '20 10 260 180',
  '<path d="M36 52V34c0-6.6 5.4-12 12-12h20M232 22h20c6.6 0 12 5.4 12 12v18M264 148v18c0 6.6-5.4 12-12 12h-20M68 178H48c-6.6 0-12-5.4-12-12v-18"/>',
);

const RING = 'M150 16c42 0 76 42.1 76 94s-34 94-76 94-76-42.1-76-94 34-94 76-94';

/** An oval with a face, and a ring that fills while the selfie is taken. */
export const portraitOval = svg(
  '0 0 300 220',
  `<clipPath id="oval"><ellipse cx="150" cy="110" rx="66" ry="84"/></clipPath>
  <g stroke="none" clip-path="url(#oval)"><rect class="tint" x="80" y="20" width="140" height="180"/>
  <path class="ink" d="M84 200c2-32 20-45 48-50v-14h36v14c28 5 46 18 48 50z"/>
  <path class="paper" d="M120 92c0-22 12-36 30-36s30 14 30 36c0 26-13 48-30 48s-30-22-30-48z"/>
  <path class="ink" d="M116 96c-4-34 12-50 34-50s38 16 34 50c-3-13-8-21-16-25-12 5-32 5-40 1-7 5-10 12-12 24z"/></g>
  <path class="track" stroke-width="4" d="${RING}"/><path class="ring" stroke-width="4" pathLength="100" d="${RING}"/>`,
);

/** A document, a face and a shield: what the check is about. */
export const welcome = svg(
  '0 0 240 150',
  `<g stroke="none"><rect class="soft" x="18" y="12" width="204" height="126" rx="63"/><rect class="card" x="56" y="34" width="128" height="84" rx="10"/>
  <rect class="accent" x="56" y="34" width="128" height="15" rx="7.5"/><rect class="accent" x="56" y="41" width="128" height="8"/>
  <rect class="soft" x="68" y="60" width="34" height="44" rx="5"/><circle class="dim" cx="85" cy="76" r="7"/><path class="dim" d="M72.5 104c.6-10 5.5-15 12.5-15s11.9 5 12.5 15z"/>
  <rect class="dim" x="112" y="62" width="56" height="5" rx="2.5"/><rect class="dim" x="112" y="75" width="40" height="5" rx="2.5"/><rect class="dim" x="112" y="88" width="48" height="5" rx="2.5"/>
  <circle class="accent" cx="180" cy="106" r="21"/></g><path class="on-accent" stroke-width="4" d="m171 106.5 6.5 6.5 12-13"/>`,
);
