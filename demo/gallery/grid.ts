import { readOptions, type Options } from '../options.js';
import { addressOf, type Dress } from './dress.js';
import { groups } from './views.js';

const choices: Readonly<Record<keyof Dress, Readonly<Record<string, string>>>> = {
  theme: { auto: 'Auto', light: 'Light', dark: 'Dark' },
  lang: { en: 'English', nl: 'Nederlands', de: 'Deutsch', fr: 'Français', es: 'Español' },
  dir: { ltr: 'Left to right', rtl: 'Right to left' },
  look: { plain: 'Plain', northcoin: 'Northcoin', bank: 'Bank', wallet: 'Wallet' },
};
const labels: Readonly<Record<keyof Dress, string>> = {
  theme: 'Theme',
  lang: 'Language',
  dir: 'Direction',
  look: 'Look',
};

/** Shows all views. */
export function hang(options: Options): void {
  const chosen: Dress = options;
  const form = build('form', { className: 'choices', ariaLabel: 'How to show the views' });
  for (const name of Object.keys(choices) as (keyof Dress)[]) form.append(field(name, chosen[name]));
  form.append(widthField());
  const header = build('header', { className: 'gallery-head' });
  header.append(
    build('a', { href: '/', textContent: 'Back to the demo' }),
    build('h1', { textContent: 'Every view of the element' }),
    form,
  );
  const main = build('main', { className: 'gallery' });
  for (const [title, views] of Object.entries(groups)) {
    const wall = build('div', { className: 'wall' });
    for (const [name, view] of Object.entries(views)) wall.append(tile(name, view.title, chosen));
    main.append(build('h2', { textContent: title }), wall);
  }
  document.body.append(header, main);
  change(form);
  form.addEventListener('change', () => change(form));
}

function tile(name: string, title: string, chosen: Dress): HTMLElement {
  const figure = build('figure', {});
  const caption = build('figcaption', {});
  const link = build('a', { href: addressOf(name, chosen), textContent: title });
  const frame = build('iframe', { src: link.href, title, loading: 'lazy' });
  frame.addEventListener('load', () => (frame.dataset['there'] = ''));
  figure.dataset['view'] = name;
  caption.append(link);
  figure.append(caption, frame);
  return figure;
}

/** The views follow live; those that are not rendered yet will use the new look. */
function change(form: HTMLFormElement): void {
  const data = new FormData(form);
  const { theme, lang, dir, look } = readOptions(data).options;
  const chosen: Dress = { theme, lang, dir, look };
  const given = data.get('width');
  const width = typeof given === 'string' ? given : '390';
  document.documentElement.dataset['theme'] = theme;
  document.body.style.setProperty('--width', `${width}px`);
  history.replaceState(null, '', `?${new URLSearchParams({ ...chosen, width }).toString()}`);
  for (const figure of document.querySelectorAll<HTMLElement>('figure[data-view]')) {
    const address = addressOf(figure.dataset['view'] ?? '', chosen);
    const [link, frame] = [figure.querySelector('a'), figure.querySelector('iframe')];
    if (!link || !frame || link.getAttribute('href') === address) continue;
    link.href = address;
    if (frame.dataset['there'] === undefined) frame.src = address;
    else frame.contentWindow?.postMessage({ dress: chosen }, location.origin);
  }
}

function field(name: keyof Dress, value: string): HTMLElement {
  const select = build('select', { name });
  for (const [choice, label] of Object.entries(choices[name])) select.append(new Option(label, choice));
  select.value = value;
  return labelled(labels[name], select);
}

function widthField(): HTMLElement {
  const select = build('select', { name: 'width' });
  for (const width of ['280', '320', '390', '720']) select.append(new Option(`${width} px`, width));
  select.value = new URLSearchParams(location.search).get('width') ?? '390';
  if (!select.value) select.value = '390';
  return labelled('Width', select);
}

function labelled(text: string, control: HTMLElement): HTMLElement {
  const label = build('label', {});
  label.append(build('span', { textContent: text }), control);
  return label;
}

function build<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  facts: Partial<HTMLElementTagNameMap[Tag]>,
): HTMLElementTagNameMap[Tag] {
  return Object.assign(document.createElement(tag), facts);
}
