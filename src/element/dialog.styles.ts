import { css } from './scaled-css.js';

/** The dialog around the panel, and the question before it closes. */
export const dialogStyles = css`
  dialog {
    inline-size: min(40rem, 100% - 2rem);
    block-size: min(max(var(--verification-upgrade-min-height, 600px), 20rem) + 3rem, 100% - 2rem);
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
    /* Large text on a small phone: the title has a line of its own. */
    flex-wrap: wrap;
    align-items: center;
    justify-content: end;
    gap: 0 0.5rem;
    padding-block: 0.125rem;
    padding-inline: 1.25rem 0.25rem;
    border-block-end: 1px solid var(--_border);
    background: var(--_surface);
    font-weight: 600;
    line-height: 1.3;
    overflow-wrap: anywhere;
  }
  .bar > :first-child {
    flex: 1 6rem;
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
      block-size: 100%;
      border-radius: 0;
    }
  }
`;
