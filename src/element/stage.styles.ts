import { css } from './sheet.js';

/** Public custom properties are `--verification-upgrade-*`; `--_*` are the values they come to. */
export const styles = css`
  /* Nothing to be seen: the change of a system color tells that the page's color-scheme has changed. */
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
    --_quiet: color-mix(in srgb, var(--_accent) 10%, var(--_surface));
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
    color-scheme: dark;
  }
  [part='panel'] {
    position: relative;
    isolation: isolate;
    display: grid;
    grid-template: minmax(0, 1fr) / minmax(0, 1fr);
    box-sizing: content-box;
    min-block-size: var(--verification-upgrade-min-height, 600px);
    overflow: clip;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
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
  .card {
    z-index: 1;
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    align-content: start;
    justify-items: center;
    gap: 1.5rem;
    padding: 1.5rem min(1.5rem, 7%);
    background: var(--_surface);
    text-align: center;
    text-wrap: balance;
    overflow-wrap: anywhere;
  }
  .shown .card {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    padding: 0;
    overflow: hidden;
    clip-path: inset(50%);
  }
  .icon {
    display: grid;
    place-items: center;
    inline-size: 72px;
    block-size: 72px;
    /* From the top, not around the middle: what follows may be long or short, and this stays where it is. */
    margin-block-start: max(0px, (var(--verification-upgrade-min-height, 600px) - 26rem) / 2);
    border-radius: 50%;
    background: var(--_quiet);
    color: var(--_accent);
  }
  /* It would count as moved when it comes back. */
  .shown .icon {
    display: none;
  }
  svg {
    inline-size: 40px;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.5;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .good .icon,
  .good b:last-child {
    background: var(--_accent);
    color: var(--_on-accent);
  }
  :focus-visible {
    outline: 2px solid var(--_accent);
    outline-offset: 2px;
  }
  [part='heading'] {
    font-size: 1.375rem;
    font-weight: 600;
    line-height: 1.3;
    outline: none;
  }
  /* Our words may run in another direction than the page: its language may be one that we do not have. */
  [part='heading'],
  [part~='button'],
  p {
    unicode-bidi: plaintext;
  }
  p {
    max-inline-size: 26em;
    margin: 0.5rem auto 0;
    color: var(--_muted);
  }
  .levels {
    display: flex;
    flex-wrap: wrap;
    justify-content: center;
    align-items: center;
    gap: 0.5rem;
  }
  b {
    padding: 0.125rem 0.75rem;
    border: 1px solid var(--_border);
    border-radius: 1rem;
    color: var(--_muted);
    font-weight: 500;
  }
  b:last-child {
    border-color: var(--_accent);
    color: var(--_accent);
  }
  .levels i {
    inline-size: 2.5rem;
    block-size: 4px;
    border-radius: 2px;
    background: var(--_border);
  }
  .levels i::after {
    content: '';
    display: block;
    inline-size: 33%;
    block-size: 100%;
    border-radius: 2px;
    background: var(--_accent);
  }
  .wait i::after {
    inline-size: 67%;
  }
  .good i::after {
    inline-size: 100%;
    animation: arrive 0.8s ease-out;
  }
  .bones {
    display: grid;
    gap: 0.75rem;
    inline-size: min(20rem, 100%);
  }
  .bones i {
    block-size: 0.75rem;
    border-radius: 6px;
    background: var(--_quiet);
    animation: breathe 1.6s ease-in-out infinite;
  }
  .bones i:last-child {
    block-size: 2.75rem;
    animation-delay: 0.2s;
  }
  [part='actions'] {
    display: flex;
    flex-wrap: wrap;
    gap: 0.75rem;
    inline-size: min(20rem, 100%);
  }
  [part~='button'] {
    flex: 1 1 auto;
    box-sizing: border-box;
    min-block-size: 2.75rem;
    padding: 0.625rem 1.25rem;
    border: 1px solid var(--_accent);
    border-radius: calc(var(--_radius) * 0.625);
    background: none;
    color: var(--_accent);
    font: inherit;
    font-weight: 600;
    font-variant-numeric: tabular-nums;
    text-decoration: none;
    cursor: pointer;
  }
  [part~='button']:first-child {
    background: var(--_accent);
    color: var(--_on-accent);
  }
  [part~='button']:disabled {
    border-color: var(--_border);
    background: none;
    color: var(--_muted);
    cursor: default;
  }
  details {
    margin-block-start: -0.75rem;
    font-size: 0.875rem;
    color: var(--_muted);
  }
  summary {
    padding-inline: 1rem;
    line-height: 2.75rem;
    cursor: pointer;
  }
  details p {
    margin: 0;
    padding: 0.75rem 1rem;
    border-radius: calc(var(--_radius) * 0.625);
    background: var(--_quiet);
    text-align: start;
    white-space: pre-line;
  }
  progress {
    position: absolute;
    inset: 0 0 auto;
    inline-size: 100%;
    block-size: 4px;
    appearance: none;
    border: 0;
    background: var(--_quiet);
  }
  progress::-webkit-progress-bar {
    background: none;
  }
  progress::-webkit-progress-value {
    background: var(--_accent);
    transition: inline-size 0.4s;
  }
  progress::-moz-progress-bar {
    background: var(--_accent);
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
  }
  dialog[open] {
    display: grid;
    grid-template: auto minmax(0, 1fr) / minmax(0, 1fr);
  }
  dialog::backdrop {
    background: #0c111db3;
  }
  .bar {
    display: flex;
    align-items: center;
    justify-content: space-between;
    padding-block: 0.125rem;
    padding-inline: 1.25rem 0.25rem;
    border-block-end: 1px solid var(--_border);
    font-weight: 600;
    line-height: 1.3;
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
  [part='close'] svg {
    inline-size: 100%;
  }
  dialog > [part='panel'] {
    min-block-size: 0;
    border-width: 0;
    border-radius: 0;
  }
  dialog .card,
  dialog ::slotted(*) {
    overflow: auto;
    overscroll-behavior: contain;
  }
  .bar ~ * {
    grid-area: 2/1;
  }
  .bar ~ .card {
    align-content: safe center;
  }
  @media (max-width: 40rem), (max-height: 30rem) {
    dialog {
      inline-size: 100%;
      block-size: 100dvb;
      border-radius: 0;
    }
  }
  @keyframes breathe {
    50% {
      opacity: 0.45;
    }
  }
  @keyframes arrive {
    from {
      inline-size: 33%;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    :not([part='panel']),
    ::after {
      animation: none !important;
      transition: none !important;
    }
  }
  @media (forced-colors: active) {
    i,
    progress {
      border: 1px solid CanvasText;
    }
    .levels i::after {
      background: CanvasText;
      forced-color-adjust: none;
    }
    [part~='button']:disabled {
      color: GrayText;
    }
  }
  @media print {
    .bones,
    [part='actions'] {
      display: none;
    }
  }
`;
