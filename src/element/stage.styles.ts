import { css } from 'lit';

/** Public custom properties are `--verification-upgrade-*`; those with one letter after `--_` are the resolved ones. */
export const styles = css`
  [part='panel'] {
    --_a: var(--verification-upgrade-accent, #1d4ed8);
    --_oa: var(--verification-upgrade-on-accent, #fff);
    --_s: var(--verification-upgrade-surface, #fff);
    --_t: var(--verification-upgrade-text, #101828);
    --_m: var(--verification-upgrade-muted, #475467);
    --_b: var(--verification-upgrade-border, #d0d5dd);
    --_r: var(--verification-upgrade-radius, 16px);
    display: grid;
    min-block-size: var(--verification-upgrade-min-height, 600px);
    box-sizing: border-box;
    overflow: clip;
    border: 1px solid var(--_b);
    border-radius: var(--_r);
    background: var(--_s);
    color: var(--_t);
    font: 1rem/1.5 var(--verification-upgrade-font, inherit);
    font-family: var(--verification-upgrade-font, inherit);
  }
  .dark {
    --_a: var(--verification-upgrade-accent, #a4bcfd);
    --_oa: var(--verification-upgrade-on-accent, #101828);
    --_s: var(--verification-upgrade-surface, #161b26);
    --_t: var(--verification-upgrade-text, #f5f5f6);
    --_m: var(--verification-upgrade-muted, #a6adba);
    --_b: var(--verification-upgrade-border, #333a47);
  }
  .card,
  ::slotted(*) {
    grid-area: 1/1;
  }
  .card {
    z-index: 1;
    align-self: stretch;
    display: grid;
    align-content: center;
    justify-items: center;
    gap: 1rem;
    padding: 1.5rem;
    background: var(--_s);
    text-align: center;
    text-wrap: balance;
  }
  .shown .card {
    position: absolute;
    clip-path: inset(50%);
    inline-size: 1px;
    block-size: 1px;
    padding: 0;
    overflow: hidden;
  }
  svg {
    inline-size: 3.5rem;
    fill: none;
    stroke: var(--_a);
    stroke-width: 1.5;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  [part='heading'] {
    font-size: 1.375rem;
    font-weight: 600;
    line-height: 1.3;
    outline: none;
  }
  p {
    max-inline-size: 26em;
    margin: 0.5rem 0 0;
    color: var(--_m);
    overflow-wrap: anywhere;
  }
  .levels {
    display: flex;
    align-items: center;
    gap: 0.75rem;
  }
  i {
    inline-size: 3rem;
    border-block-start: 2px solid var(--_b);
  }
  .good i,
  .busy i {
    border-color: var(--_a);
  }
  [part='actions'] {
    display: flex;
    flex-wrap: wrap;
    justify-content: center;
    gap: 0.75rem;
  }
  [part='button'] {
    box-sizing: border-box;
    min-block-size: 2.75rem;
    padding: 0.625rem 1.5rem;
    border: 1px solid var(--_a);
    border-radius: calc(var(--_r) * 0.625);
    background: none;
    color: var(--_a);
    font: inherit;
    font-weight: 600;
    text-decoration: none;
    font-variant-numeric: tabular-nums;
    cursor: pointer;
  }
  [part='button']:first-child {
    background: var(--_a);
    color: var(--_oa);
  }
  [part='button']:disabled {
    border-color: var(--_b);
    background: none;
    color: var(--_m);
    cursor: default;
  }
  :focus-visible {
    outline: 2px solid var(--_a);
    outline-offset: 3px;
  }
  details {
    font-size: 0.875rem;
    color: var(--_m);
  }
  summary {
    padding: 0.75rem;
    cursor: pointer;
  }
  .busy svg {
    animation: breathe 2s ease-in-out infinite;
  }
  @keyframes breathe {
    50% {
      opacity: 0.4;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .busy svg {
      animation: none;
    }
  }
`;
