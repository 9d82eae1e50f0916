/** One language under several codes: each vendor has chosen one of them. */
const sameLanguage = [
  ['no', 'nb', 'nn'],
  ['fil', 'tl', 'fl'],
];

/**
 * The vendor's own code for a language. A code that a vendor does not know shows its SDK in English, or in the browser's language.
 *
 * @param tag as the page has it: `nl-BE`, `zh-Hant`, `nb`
 * @param codes of the vendor, the general one before its variants. Two letters that mean their own language may be left out
 */
export function vendorLanguage(tag: string, codes: readonly string[]): string {
  const { language, region, script } = parse(tag);
  const find = (isWanted: (code: string) => boolean) =>
    codes.find((code) => isWanted(code.replace('_', '-').toLowerCase()));
  const regional = `${language}-${region ?? ''}`.toLowerCase();
  const same = sameLanguage.find((group) => group.includes(language)) ?? [];
  const wanted = [regional, ...(script === 'Hant' ? ['zh-tw'] : []), language, ...same];
  const exact = wanted.map((name) => find((code) => code === name)).find(Boolean);
  return exact ?? find((code) => code.startsWith(`${language}-`)) ?? language;
}

/** The usual script is added: `zh-HK` is written in `Hant`. */
function parse(tag: string): { readonly language: string; readonly region?: string; readonly script?: string } {
  try {
    const locale = new Intl.Locale(tag);
    const { language, region = '' } = locale;
    const { script = '' } = locale.maximize();
    return { language, region, script };
  } catch {
    return { language: primaryLanguage(tag) };
  }
}

/** `nl` of `nl-NL`. */
export const primaryLanguage = (tag: string): string => tag.split(/[-_]/, 1).join('').toLowerCase();
