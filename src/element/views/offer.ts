import type { html as Html, TemplateResult } from 'lit/html.js';
import type { Levels } from '../../upgrade/state.js';
import type { Localizer } from '../localizer.js';
import { css } from '../scaled-css.js';

interface Money {
  readonly amount: number;
  /** Of ISO 4217, or that of a token such as USDT; absent if the server named none. */
  readonly currency: string | undefined;
}

/** One kind of limit, in both levels. */
interface LimitRow {
  readonly kind: 'buy' | 'sell';
  readonly current: Money | undefined;
  readonly next: Money;
}

export interface Limits {
  readonly rows: readonly LimitRow[];
  /** At least one limit becomes higher. */
  readonly isRaise: boolean;
}

type Fields = Readonly<Partial<Record<string, unknown>>>;

/** Under names without case and punctuation, which serializers change. */
const fieldsOf = (value: unknown): Fields =>
  Object.fromEntries(
    Object.entries(Object(value) as object).map(([name, field]) => [name.toLowerCase().replace(/[^a-z]/g, ''), field]),
  );

/**
 * Reads the limits that differ between two levels out of the answer of `GET /api/v1/user/levels`, whatever it contains.
 *
 * @param answer an array of `{ level, buyLimit: { amount, currencyCode }, sellLimit }`, or an object that holds one
 */
export function findLimits(answer: unknown, { currentLevel, nextLevel }: Levels): Limits | undefined {
  const entries = [answer, ...Object.values(fieldsOf(answer))].find((value) => Array.isArray(value));
  const find = (level: string | undefined): Fields =>
    fieldsOf(entries?.find((entry: unknown) => level && sameName(fieldsOf(entry)['level'], level)));
  const [current, next] = [find(currentLevel), find(nextLevel)];
  const rows = (['buy', 'sell'] as const).flatMap((kind): LimitRow[] => {
    const [from, to] = [readMoney(current[`${kind}limit`]), readMoney(next[`${kind}limit`])];
    const isSame = from?.amount === to?.amount && from?.currency === to?.currency;
    return to && !isSame ? [{ kind, current: from, next: to }] : [];
  });
  if (rows.length === 0) return undefined;
  const isRaise = rows.some(
    ({ current: from, next: to }) => from?.currency === to.currency && from !== undefined && from.amount < to.amount,
  );
  return { rows, isRaise };
}

const sameName = (value: unknown, level: string): boolean =>
  typeof value === 'string' && value.trim().toLowerCase() === level.trim().toLowerCase();

function readMoney(value: unknown): Money | undefined {
  const { amount, currencycode: code } = fieldsOf(value);
  const isNumeric = typeof amount === 'number' || (typeof amount === 'string' && amount.trim() !== '');
  const number = isNumeric ? Number(amount) : NaN;
  if (!Number.isFinite(number) || number < 0) return undefined;
  const isCurrency = typeof code === 'string' && /^[a-z]{3,5}$/i.test(code);
  return { amount: number, currency: isCurrency ? code.toUpperCase() : undefined };
}

/**
 * The limits of both levels beside each other.
 *
 * @param html Lit's, handed over so that this chunk needs no copy of it
 */
export function renderLimits(
  html: typeof Html,
  { rows }: Limits,
  names: { readonly currentLevel: string | undefined; readonly nextLevel: string | undefined },
  localizer: Localizer,
): TemplateResult {
  const { currentLevel, nextLevel } = names;
  const hasCurrent = rows.some(({ current }) => current);
  const cell = (money: Money | undefined) =>
    html`<td .textContent=${money ? format(money, localizer.requested) : '–'}></td>`;
  return html`<table>
    <caption .textContent=${localizer.t('offer.limits')}></caption>
    <thead>
      <tr>
        <td></td>
        ${hasCurrent ? html`<th scope="col" .textContent=${currentLevel}></th>` : ''}
        <th scope="col" .textContent=${nextLevel}></th>
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        ({ kind, current, next }) =>
          html`<tr>
            <th scope="row" .textContent=${localizer.t(`offer.${kind}`)}></th>
            ${hasCurrent ? cell(current) : ''} ${cell(next)}
          </tr>`,
      )}
    </tbody>
  </table>`;
}

/** In the user's own notation; without cents if there are none, and not rounded. */
function format({ amount, currency }: Money, lang: string): string {
  const isKnown = currency?.length === 3;
  const options: Intl.NumberFormatOptions = {
    ...(isKnown && { style: 'currency', currency, currencyDisplay: 'narrowSymbol' }),
    minimumFractionDigits: Number.isInteger(amount) ? 0 : 2,
    maximumFractionDigits: 8,
  };
  const code = currency && !isKnown ? `\u00a0${currency}` : '';
  try {
    return new Intl.NumberFormat(lang, options).format(amount) + code;
  } catch {
    // A `lang` of the page that is no language tag.
    return new Intl.NumberFormat(undefined, options).format(amount) + code;
  }
}

export const limitsStyles = css`
  table {
    inline-size: 100%;
    border-spacing: 0;
    font-size: 0.9375rem;
    font-variant-numeric: tabular-nums;
  }
  caption {
    position: absolute;
    clip-path: inset(50%);
  }
  th,
  td {
    padding: 0.25rem 0;
    color: var(--_muted);
    font-weight: 400;
    text-align: end;
    overflow-wrap: normal;
  }
  tr > :not(:first-child) {
    padding-inline-start: 0.75rem;
  }
  thead th {
    font-size: 0.8125rem;
  }
  tbody th {
    color: var(--_text);
    text-align: start;
  }
  tbody td:last-child {
    color: var(--_text);
    font-weight: 650;
  }
  /* Large text on a small phone: the amounts below their kind. */
  @container (max-width: 15rem) {
    tr {
      display: flex;
      flex-wrap: wrap;
      justify-content: space-between;
    }
    tr > :first-child {
      flex-basis: 100%;
    }
    tr > :nth-child(2) {
      padding: 0.25rem 0;
    }
    tr > :last-child {
      margin-inline-start: auto;
    }
  }
`;
