import bank from './looks/bank.css?raw';
import northcoin from './looks/northcoin.css?raw';
import wallet from './looks/wallet.css?raw';

/** Style sheets that a page may use for the element: custom properties and parts alone. `plain` is the element without any. */
export const looks = { northcoin, plain: '', bank, wallet } as const;

const sheet = new CSSStyleSheet();

/** Applies a look to the page. */
export function applyLook(look: keyof typeof looks): void {
  if (!document.adoptedStyleSheets.includes(sheet)) document.adoptedStyleSheets.push(sheet);
  sheet.replaceSync(looks[look]);
  document.documentElement.dataset['look'] = look;
}
