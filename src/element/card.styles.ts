import { css } from './scaled-css.js';

/** The card that every view is. */
export const cardStyles = css`
  .card {
    --_tone: var(--_ink);
    z-index: 1;
    display: flex;
    flex-direction: column;
    gap: 1.25rem;
    /* Wider than its column, so that it covers the SDK that is starting below it. */
    padding-block: 1.5rem;
    padding-inline: max(min(1.5rem, 7%), (100% - 26rem) / 2);
    background: var(--_surface);
    container-type: inline-size;
    /* Not by the text's own direction, so that it stays beside its icon. */
    text-align: left;
    hyphens: auto;
    overflow-wrap: anywhere;
  }
  .card:dir(rtl) {
    text-align: right;
  }
  .sdk-visible .card,
  .busy [part='heading'] {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    padding: 0;
    overflow: hidden;
    clip-path: inset(50%);
  }
  /* They would count as moved when they come back. */
  .sdk-visible .card > :not(.body),
  .sdk-visible .body > :not([role='status']) {
    display: none;
  }
  .good {
    --_tone: var(--_good);
  }
  .bad {
    --_tone: var(--_bad);
  }
  [part='levels'] {
    display: flex;
    align-items: center;
    gap: 0.625rem;
    color: var(--_muted);
    font-size: 0.875rem;
    font-weight: 500;
  }
  b {
    font-weight: 500;
  }
  [part='levels'] b:last-child {
    color: var(--_text);
    font-weight: 600;
  }
  [part='levels'] i {
    flex: 1;
    min-inline-size: 2rem;
    block-size: 4px;
    border-radius: 2px;
    background: var(--_bone);
    overflow: clip;
  }
  [part='levels'] i::after {
    content: '';
    display: block;
    inline-size: var(--_at);
    block-size: 100%;
    border-radius: 2px;
    background: var(--_tone);
  }
  .body {
    flex: 1;
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    align-content: start;
    gap: 1.25rem;
  }
  .short .body {
    align-content: center;
    justify-items: center;
    text-align: center;
  }
  .busy .body {
    order: 1;
    flex: none;
    text-align: center;
  }
  .busy .foot {
    order: 2;
  }
  .icon {
    display: grid;
    place-items: center;
    inline-size: 3.5rem;
    block-size: 3.5rem;
    border-radius: min(calc(var(--_radius) * 0.875), 50%);
    background: color-mix(in srgb, var(--_tone) 12%, var(--_surface));
    color: var(--_tone);
  }
  .short .icon {
    inline-size: 5rem;
    block-size: 5rem;
  }
  .good .icon {
    background: var(--_tone);
    color: var(--_surface);
    animation: pop 0.45s cubic-bezier(0.2, 1.4, 0.4, 1);
  }
  .good .icon path {
    stroke-dasharray: 24;
    animation: draw 0.5s 0.2s ease-out backwards;
  }
  svg {
    inline-size: 1.75rem;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.75;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .short .icon svg {
    inline-size: 2.5rem;
  }
  [part='heading'] {
    font-size: 1.5rem;
    font-weight: 650;
    line-height: 1.25;
    letter-spacing: -0.01em;
    text-wrap: balance;
    outline: none;
  }
  /* Our texts may run in another direction than the page: its language may be one that we do not have. */
  [part='heading'],
  [part~='button'],
  [part='code'],
  [part='text'],
  summary,
  strong,
  span {
    unicode-bidi: plaintext;
  }
  p {
    margin: 0.5rem 0 0;
    color: var(--_muted);
    text-wrap: pretty;
  }
  .short [part='text'] {
    max-inline-size: 23rem;
    text-wrap: balance;
  }
  .small,
  .busy [part='text'] {
    margin: 0;
    font-size: 0.875rem;
    line-height: 1.45;
  }
  .small svg {
    inline-size: 1rem;
    margin-inline-end: 0.375rem;
    vertical-align: -0.15em;
  }
  .small a {
    display: inline-flex;
    align-items: center;
    min-block-size: 2.75rem;
    margin-block: -0.75rem;
    color: var(--_text);
    font-weight: 500;
    text-underline-offset: 3px;
  }
  ul {
    display: grid;
    gap: 0.5rem;
    margin: 0;
    padding: 0;
    /* Not none: VoiceOver would not call it a list any more. */
    list-style-type: '';
  }
  li {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    gap: 0.125rem 0.875rem;
  }
  li svg {
    grid-row: span 2;
    inline-size: 1.5rem;
    color: var(--_tone);
  }
  li strong {
    font-weight: 600;
    line-height: 1.35;
  }
  li strong:last-child {
    grid-row: span 2;
  }
  li span {
    color: var(--_muted);
    font-size: 0.875rem;
    line-height: 1.4;
  }
  .boxes li,
  table {
    align-items: center;
    padding: 0.75rem 0.875rem;
    border-radius: calc(var(--_radius) * 0.625);
    background: var(--_shade);
  }
  .lines {
    gap: 0.75rem;
  }
  .ring {
    color: var(--_muted);
  }
  .ring svg {
    color: var(--_edge);
  }
  .foot,
  [part='actions'] {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 0.75rem;
  }
  .foot {
    gap: 1rem;
  }
  .foot:not(:has(*)) {
    display: none;
  }
  [part='code'] {
    text-align: center;
  }
  code {
    font: inherit;
    -webkit-user-select: all;
    user-select: all;
  }
  .bones {
    flex: 1;
    display: grid;
    grid-template-rows: 7rem 1.5rem 0.875rem 3rem 3rem;
    gap: 0.75rem;
  }
  .bones i {
    border-radius: calc(var(--_radius) * 0.5);
    background: var(--_bone);
    animation: breathe 1.6s ease-in-out infinite;
  }
  .bones i:nth-child(2) {
    inline-size: 60%;
  }
  .bones i:nth-child(3) {
    inline-size: 90%;
  }
  .bones i:last-child {
    align-self: end;
    block-size: 3rem;
  }
  /* Large text on a small phone: icons above their texts, the line below the names. */
  @container (max-width: 15rem) {
    li {
      grid-template-columns: minmax(0, 1fr);
    }
    [part='levels'] {
      flex-wrap: wrap;
      justify-content: space-between;
    }
    [part='levels'] i {
      order: 1;
      flex-basis: 100%;
    }
  }
  @keyframes breathe {
    50% {
      opacity: 0.5;
    }
  }
  @keyframes pop {
    from {
      scale: 0.6;
      opacity: 0;
    }
  }
  @keyframes draw {
    from {
      stroke-dashoffset: 24;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    :not([part='panel']),
    ::after {
      animation: none !important;
      transition: none !important;
    }
    [part~='button']:active {
      transform: none;
    }
  }
  @media (forced-colors: active) {
    i,
    progress,
    .icon {
      border: 1px solid CanvasText;
    }
    [part='levels'] i::after {
      background: CanvasText;
      forced-color-adjust: none;
    }
    .primary[part~='button'] {
      border: 3px solid ButtonText;
    }
    [part~='button']:disabled {
      color: GrayText;
    }
  }
  @media print {
    .bones,
    [part='actions'],
    .foot-line {
      display: none;
    }
    .icon {
      border: 1px solid;
      background: none !important;
      color: inherit !important;
    }
  }
`;
