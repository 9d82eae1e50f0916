import { css } from 'lit';

/** Public custom properties are `--verification-upgrade-*`; `--_*` are the values they come to. */
export const styles = css`
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
  }
  [part='panel'] {
    position: relative;
    isolation: isolate;
    display: grid;
    min-block-size: var(--verification-upgrade-min-height, 600px);
    overflow: clip;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
  }
  .card,
  ::slotted(*) {
    grid-area: 1/1;
    min-inline-size: 0;
  }
  .card {
    z-index: 1;
    display: grid;
    align-content: center;
    justify-items: center;
    gap: 1.25rem;
    padding: 1.5rem;
    background: var(--_surface);
    text-align: center;
    text-wrap: balance;
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
    inline-size: 4.5rem;
    block-size: 4.5rem;
    border-radius: 50%;
    background: var(--_quiet);
  }
  svg {
    inline-size: 2.5rem;
    fill: none;
    stroke: var(--_accent);
    stroke-width: 1.5;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  [part='heading'],
  .title {
    font-size: 1.375rem;
    font-weight: 600;
    line-height: 1.3;
    outline: none;
  }
  p {
    max-inline-size: 26em;
    margin: 0.5rem 0 0;
    color: var(--_muted);
    overflow-wrap: anywhere;
  }
  .levels {
    display: flex;
    align-items: center;
    gap: 0.75rem;
    font-weight: 600;
  }
  .levels i {
    position: relative;
    inline-size: 4rem;
    block-size: 4px;
    overflow: hidden;
    border-radius: 2px;
    background: var(--_border);
  }
  .levels i::after {
    content: '';
    position: absolute;
    inset: 0;
    inset-inline-end: 66%;
    border-radius: 2px;
    background: var(--_accent);
  }
  .good .levels i::after {
    inset-inline-end: 0;
    transition: inset-inline-end 0.8s ease-out;
  }
  .wait .levels i::after {
    inset-inline-end: 33%;
  }
  .bones {
    display: grid;
    gap: 0.75rem;
    inline-size: min(20rem, 80%);
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
    justify-content: center;
    gap: 0.75rem;
  }
  [part~='button'] {
    box-sizing: border-box;
    min-block-size: 2.75rem;
    padding: 0.625rem 1.5rem;
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
  :focus-visible {
    outline: 2px solid var(--_accent);
    outline-offset: 3px;
  }
  details {
    font-size: 0.875rem;
    color: var(--_muted);
  }
  summary {
    min-block-size: 2.75rem;
    padding-inline: 1rem;
    line-height: 2.75rem;
    cursor: pointer;
  }
  progress {
    position: absolute;
    inset: 0 0 auto;
    inline-size: 100%;
    block-size: 4px;
    appearance: none;
    border: 0;
    background: var(--_quiet);
    accent-color: var(--_accent);
  }
  progress::-webkit-progress-bar {
    background: var(--_quiet);
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
    max-block-size: calc(100dvb - 2rem);
    padding: 0;
    overflow: auto;
    overscroll-behavior: contain;
    border: 0;
    border-radius: var(--_radius);
  }
  dialog::backdrop {
    background: #0c111db3;
  }
  dialog [part='panel'] {
    border: 0;
    border-radius: 0;
    padding-block-start: 3.25rem;
  }
  [part='close'] {
    position: absolute;
    z-index: 3;
    inset-block-start: 0.25rem;
    inset-inline-end: 0.25rem;
    inline-size: 2.75rem;
    block-size: 2.75rem;
    padding: 0.5rem;
    border: 0;
    border-radius: 50%;
    background: none;
    cursor: pointer;
  }
  [part='close'] svg {
    inline-size: 100%;
    stroke: var(--_muted);
  }
  .question {
    position: absolute;
    z-index: 2;
    inset: 0;
    display: grid;
    align-content: center;
    justify-items: center;
    gap: 1.25rem;
    padding: 1.5rem;
    background: var(--_surface);
    text-align: center;
  }
  @media (max-width: 40rem) {
    dialog {
      inline-size: 100%;
      max-inline-size: 100%;
      block-size: 100%;
      max-block-size: 100%;
      padding: env(safe-area-inset-top) env(safe-area-inset-right) env(safe-area-inset-bottom) env(safe-area-inset-left);
      border-radius: 0;
    }
    dialog [part='panel'] {
      min-block-size: 100%;
    }
    [part='close'] {
      inset-block-start: calc(0.25rem + env(safe-area-inset-top));
    }
  }
  @keyframes breathe {
    50% {
      opacity: 0.45;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    * {
      animation: none !important;
      transition: none !important;
    }
  }
  @media (forced-colors: active) {
    .levels i,
    .bones i,
    progress {
      border: 1px solid CanvasText;
    }
    .levels i::after {
      background: CanvasText;
      forced-color-adjust: none;
    }
    svg {
      stroke: CanvasText;
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
