import bank from './looks/bank.css?raw';
import northcoin from './looks/northcoin.css?raw';
import wallet from './looks/wallet.css?raw';

/** How a page may dress the element: with its custom properties and parts, and nothing else. `plain` is the element as it comes. */
export const looks = { northcoin, plain: '', bank, wallet } as const;

const sheet = new CSSStyleSheet();

/** Puts the page into a look. */
export function wear(look: keyof typeof looks): void {
  if (!document.adoptedStyleSheets.includes(sheet)) document.adoptedStyleSheets.push(sheet);
  sheet.replaceSync(looks[look]);
  document.documentElement.dataset['look'] = look;
}
