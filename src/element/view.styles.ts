import { css } from './sheet.js';

/** The panel, the dialog and the help line. Public custom properties are `--verification-upgrade-*`; `--_*` are the values in use. */
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
    line-height: 1.5;
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
  @supports (color: lch(from red l c h)) {
    [part='panel'],
    dialog {
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
    .dark {
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
  }
  [part='panel'] {
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
    grid-area: 2/1;
    min-inline-size: 0;
    border-block-start: 1px solid var(--_border);
    padding: 0 min(1.5rem, 7%);
  }
  .foot-line > [part='actions'] {
    grid-auto-columns: minmax(0, 1fr);
    grid-auto-flow: column;
    gap: 0;
    margin-inline: calc(-1 * min(1.5rem, 7%));
  }
  /* As high as the line that was here before. */
  .foot-line > * > [part~='button'] {
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
  [part='help'] {
    color: var(--_muted);
    font-size: 0.875rem;
  }
  summary {
    display: flex;
    align-items: center;
    justify-content: center;
    gap: 0.375rem;
    min-block-size: 2.75rem;
    border-radius: calc(var(--_radius) * 0.5);
    cursor: pointer;
    list-style: none;
  }
  summary:focus-visible {
    outline-offset: -4px;
  }
  summary::-webkit-details-marker {
    display: none;
  }
  summary::after {
    content: '';
    inline-size: 0.375rem;
    block-size: 0.375rem;
    border: solid currentColor;
    border-width: 0 1.5px 1.5px 0;
    transform: translateY(-2px) rotate(45deg);
  }
  summary:hover {
    color: var(--_text);
  }
  .help-body {
    display: grid;
    gap: 0.75rem;
    inline-size: min(26rem, 100%);
    margin: 0.25rem auto 1rem;
  }
  .help-body p {
    margin: 0;
  }
  .help-body code {
    display: block;
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
  dialog {
    inline-size: min(40rem, 100% - 2rem);
    block-size: min(var(--verification-upgrade-min-height, 600px) + 3rem, 100dvb - 2rem);
    max-inline-size: none;
    max-block-size: none;
    padding: env(safe-area-inset-top) env(safe-area-inset-right) env(safe-area-inset-bottom) env(safe-area-inset-left);
    overflow: clip;
    border: 0;
    border-radius: var(--_radius);
    /* The page may have taken pointer events away from all of its body. */
    pointer-events: auto;
  }
  dialog[open] {
    display: grid;
    grid-template: auto minmax(0, 1fr) / minmax(0, 1fr);
  }
  dialog::backdrop {
    background: #0c111db3;
  }
  .bar {
    position: relative;
    z-index: 2;
    display: flex;
    align-items: center;
    gap: 0.5rem;
    padding-block: 0.125rem;
    padding-inline: 1.25rem 0.25rem;
    border-block-end: 1px solid var(--_border);
    background: var(--_surface);
    font-weight: 600;
    line-height: 1.3;
    overflow-wrap: anywhere;
  }
  .bar > :first-child {
    flex: 1;
    min-inline-size: 0;
    hyphens: auto;
  }
  .bar [part='help'] {
    font-weight: 400;
  }
  .bar summary {
    padding-inline: 0.5rem;
  }
  .bar .help-body {
    position: absolute;
    inset: 100% 0 auto auto;
    box-sizing: border-box;
    inline-size: min(24rem, 100%);
    margin: 0;
    padding: 1rem 1.25rem 1.25rem;
    border: 1px solid var(--_border);
    border-block-start: 0;
    border-end-start-radius: var(--_radius);
    background: var(--_surface);
  }
  [part='close'] {
    flex: none;
    inline-size: 2.75rem;
    block-size: 2.75rem;
    padding: 0.625rem;
    border: 0;
    border-radius: 50%;
    background: none;
    color: var(--_muted);
    cursor: pointer;
  }
  [part='close']:hover {
    background: var(--_bone);
  }
  [part='close'] svg {
    display: block;
    inline-size: 100%;
  }
  dialog > [part='panel'] {
    grid-area: 2/1;
    min-block-size: 0;
    border-width: 0;
    border-radius: 0;
  }
  dialog .card,
  dialog ::slotted(*) {
    overflow: auto;
    overscroll-behavior: contain;
  }
  .scrim {
    grid-area: 2/1;
    z-index: 1;
    display: grid;
    align-items: end;
    background: #0c111d8c;
    overflow: auto;
  }
  .sheet {
    display: grid;
    gap: 1.25rem;
    padding: 1.5rem min(1.5rem, 7%);
    border-radius: var(--_radius) var(--_radius) 0 0;
    background: var(--_surface);
    overflow-wrap: anywhere;
    hyphens: auto;
  }
  .sheet [part='heading'] {
    font-size: 1.25rem;
  }
  @media (min-width: 40rem) and (min-height: 30rem) {
    .scrim {
      place-items: center;
    }
    .sheet {
      box-sizing: border-box;
      inline-size: 26rem;
      border-radius: var(--_radius);
    }
  }
  @media (max-width: 40rem), (max-height: 30rem) {
    dialog {
      inline-size: 100%;
      block-size: 100dvb;
      border-radius: 0;
    }
  }
`;
