import { css } from './scaled-css.js';

/** The panel, its buttons and the line below it. Public custom properties are `--verification-upgrade-*`; `--_*` are the values in use. */
export const viewStyles = css`
  /* Invisible: the change of a system color shows that the page's color-scheme has changed. */
  :host {
    display: block;
    column-rule-color: CanvasText;
    transition: column-rule-color 1ms;
  }
  :host([hidden]) {
    display: none;
  }
  [part='panel'],
  dialog {
    --_accent: var(--verification-upgrade-accent, #1d4ed8);
    --_on-accent: var(--verification-upgrade-on-accent, #fff);
    --_surface: var(--verification-upgrade-surface, #fff);
    --_text: var(--verification-upgrade-text, #101828);
    --_muted: var(--verification-upgrade-muted, #475467);
    --_border: var(--verification-upgrade-border, #d0d5dd);
    --_radius: var(--verification-upgrade-radius, 16px);
    --_good: #067647;
    --_bad: #b54708;
    /* For icons and lines: a pale accent is drawn darker, and on a dark surface a deep one lighter. */
    --_ink: color-mix(in oklab, var(--_accent) 70%, var(--_text));
    --_shade: color-mix(in srgb, var(--_text) 4%, var(--_surface));
    --_bone: color-mix(in srgb, var(--_text) 9%, var(--_surface));
    --_edge: color-mix(in srgb, var(--_text) 52%, var(--_surface));
    color-scheme: light;
    box-sizing: border-box;
    background: var(--_surface);
    color: var(--_text);
    font-family: var(--verification-upgrade-font, inherit);
    /* What the page has set for something around the element would make the texts unreadable. */
    font-size: max(1em, 0.75rem);
    line-height: 1.5;
    letter-spacing: normal;
    word-spacing: normal;
    text-indent: 0;
    -webkit-text-fill-color: currentcolor;
  }
  .dark {
    --_accent: var(--verification-upgrade-accent, #a4bcfd);
    --_on-accent: var(--verification-upgrade-on-accent, #101828);
    --_surface: var(--verification-upgrade-surface, #161b26);
    --_text: var(--verification-upgrade-text, #f5f5f6);
    --_muted: var(--verification-upgrade-muted, #a6adba);
    --_border: var(--verification-upgrade-border, #333a47);
    --_good: #75e0a7;
    --_bad: #fdb022;
    color-scheme: dark;
  }
  /* Nested: Dark Reader would derive a text color from another text color, black on its dark buttons. */
  [part='panel'],
  dialog {
    @supports (color: lch(from red l c h)) {
      /* White up to the luminance at which black has the same contrast, 4.58 to 1; then black. */
      --_on-accent: var(
        --verification-upgrade-on-accent,
        color(
          from var(--_accent) xyz-d65 clamp(0, (0.1791 - y) * 9999, 0.9505) clamp(0, (0.1791 - y) * 9999, 1)
            clamp(0, (0.1791 - y) * 9999, 1.089)
        )
      );
      --_ink: oklch(from var(--_accent) min(l, 0.53) c h);
    }
  }
  .dark {
    @supports (color: lch(from red l c h)) {
      --_ink: oklch(from var(--_accent) max(l, 0.72) c h);
    }
  }
  [part='panel'] {
    position: relative;
    isolation: isolate;
    display: grid;
    grid-template: minmax(0, 1fr) auto / minmax(0, 1fr);
    box-sizing: content-box;
    overflow: clip;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    min-block-size: min(var(--verification-upgrade-min-height, 600px), 29rem);
  }
  /* The SDK, and the line below it. */
  .reserved[part='panel'] {
    min-block-size: calc(var(--verification-upgrade-min-height, 600px) + 2.75rem + 1px);
  }
  .card,
  ::slotted(*) {
    grid-area: 1/1;
  }
  /* Inline, a frame would have the descent of a line below it. */
  ::slotted([slot='provider']) {
    display: grid;
    align-content: start;
  }
  :focus-visible {
    outline: 2px solid var(--_ink);
    outline-offset: 2px;
  }
  [part~='button'] {
    box-sizing: border-box;
    inline-size: 100%;
    min-block-size: 3rem;
    padding: 0.6875rem 0.75rem;
    border: 1px solid var(--_edge);
    border-radius: calc(var(--_radius) * 0.625);
    background: none;
    color: var(--_text);
    font: inherit;
    font-weight: 600;
    font-variant-numeric: tabular-nums;
    text-align: center;
    text-decoration: none;
    cursor: pointer;
    touch-action: manipulation;
  }
  .quiet[part~='button'] {
    min-block-size: 2.75rem;
    margin-block: -0.25rem -0.5rem;
    border-color: transparent;
    color: var(--_muted);
    font-weight: 500;
  }
  [part~='button']:hover {
    background: color-mix(in srgb, var(--_text) 6%, var(--_surface));
  }
  [part~='button']:active {
    transform: scale(0.985);
  }
  .primary[part~='button'] {
    border-color: var(--_accent);
    background: var(--_accent);
    color: var(--_on-accent);
  }
  /* A ring instead of another background: the label keeps its contrast. */
  .primary[part~='button']:hover {
    box-shadow: inset 0 0 0 2px color-mix(in srgb, var(--_on-accent) 45%, transparent);
  }
  [part~='button']:disabled {
    border-color: var(--_border);
    background: linear-gradient(to right, var(--_bone) var(--_done, 0%), transparent 0);
    color: var(--_muted);
    cursor: default;
    transform: none;
  }
  [part~='button']:dir(rtl):disabled {
    background: linear-gradient(to left, var(--_bone) var(--_done, 0%), transparent 0);
  }
  .foot-line {
    display: block;
    grid-area: 2/1;
    min-inline-size: 0;
    border-block-start: 1px solid var(--_border);
    padding: 0 min(1.5rem, 7%);
  }
  .foot-line > [part='actions'] {
    grid-auto-columns: minmax(0, 1fr);
    grid-auto-flow: column;
    gap: 0;
  }
  .foot-line:has(> [part='actions']) {
    padding: 0;
  }
  /* As high as the line that was here before. */
  .foot-line > * > [part~='button'] {
    display: grid;
    place-content: center;
    min-block-size: 2.75rem;
    padding: 0.25rem;
    border: 0;
    border-radius: 0;
    font-size: 0.875rem;
  }
  .foot-line > * > [part~='button']:focus-visible {
    outline-offset: -4px;
    outline-color: currentColor;
  }
  progress {
    position: absolute;
    inset: 0 0 auto;
    inline-size: 100%;
    block-size: 4px;
    appearance: none;
    border: 0;
    background: var(--_bone);
  }
  progress::-webkit-progress-bar {
    background: none;
  }
  progress::-webkit-progress-value {
    background: var(--_ink);
    transition: inline-size 0.4s;
  }
  progress::-moz-progress-bar {
    background: var(--_ink);
  }
`;
