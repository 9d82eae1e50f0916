// @ts-check
/** @import { View } from './screen.js' */
/** @import { Words } from './words.js' */
import * as drawings from './drawings.js';
import { draw, h } from './dom.js';

/** @typedef {(view: View, words: Words) => (Node | undefined)[]} Body */

/**
 * Everything on the screen for a view: the head with its progress, the view itself, its buttons, the foot.
 *
 * @param {View} view
 * @param {Words} words
 */
export function layout(view, words) {
  const body = bodies[view.name] ?? bodies['starting'];
  return [
    h('header', {}, h('p', { class: 'brand' }, draw(drawings.shield, 'icon'), words.title), progress(view.step, words)),
    h('div', { class: 'stage' }, ...(body?.(view, words) ?? []).filter((node) => node !== undefined)),
    h('footer', {}, words.demo),
  ];
}

/** @type {Record<string, Body>} */
const bodies = {
  starting: () => [h('div', { class: 'spinner' })],

  consent: (view, { consent }) => [
    draw(drawings.welcome, 'hero'),
    ...heading(consent),
    h(
      'ul',
      { class: 'points' },
      point(drawings.documents['ID_CARD'], consent.first),
      point(drawings.face, consent.second),
    ),
    actions(button('next', consent.next, view.next)),
  ],

  document: (view, { document, documents }) => [
    ...heading(document),
    h(
      'fieldset',
      {},
      h('legend', { class: 'unseen' }, document.title),
      ...Object.entries(documents).map(([type, { name }]) => choice(view, type, name)),
    ),
    actions(button('next', document.next, view.next)),
  ],

  photo: (view, { photo, documents }) => [
    ...heading({ title: documents[view.document ?? 'PASSPORT']?.photo ?? '', text: photo.text }),
    h('div', { class: 'viewfinder' }, draw(drawings.sample, 'subject'), draw(drawings.corners, 'corners')),
    actions(button('next', photo.next, view.next, drawings.camera)),
  ],

  preview: (view, { preview }) => [
    ...heading(preview),
    h(
      'div',
      { class: view.blurred ? 'viewfinder taken blurred' : 'viewfinder taken' },
      draw(drawings.sample, 'subject'),
    ),
    view.blurred
      ? h('p', { class: 'notice', role: 'alert' }, draw(drawings.notice, 'icon'), preview.blurred)
      : undefined,
    actions(button('next', preview.next, view.next), button('again', preview.again, view.again)),
  ],

  selfie: (view, { selfie }) => [
    ...heading(selfie),
    h('div', { class: 'viewfinder' }, draw(drawings.portraitOval, 'subject')),
    actions(button('next', selfie.next, view.next, drawings.camera)),
  ],

  scanning: (_view, { scanning, selfie }) => [
    ...heading(scanning),
    h('div', { class: 'viewfinder scanning' }, draw(drawings.portraitOval, 'subject')),
    actions(button('next', selfie.next, undefined, drawings.camera)),
  ],

  review: (_view, { review }) => [
    h('div', { class: 'spinner' }),
    ...heading(review),
    h('ul', { class: 'points checks' }, point(drawings.tick, review.first), point(drawings.tick, review.second)),
  ],

  questions: (view, { questions }) => [
    ...heading(questions),
    h(
      'fieldset',
      {},
      h('legend', { class: 'unseen' }, questions.title),
      ...questions.answers.map((text, index) =>
        h(
          'label',
          {},
          h('span', {}, text),
          h('input', { type: 'radio', name: 'answer', value: String(index), checked: index === 0, 'data-key': text }),
        ),
      ),
    ),
    actions(button('next', questions.next, view.next)),
  ],

  approved: (_view, { approved }) => [seal('good', drawings.tick), ...heading(approved)],
  rejected: (_view, { rejected }) => [
    seal('bad', drawings.cross),
    ...heading(rejected),
    h('p', { class: 'notice' }, draw(drawings.notice, 'icon'), rejected.reason),
  ],
  held: (_view, { held }) => [seal('calm', drawings.clock), ...heading(held)],
  stopped: (_view, { stopped }) => [seal('calm', drawings.pause), ...heading(stopped)],
  again: (view, { again }) => [
    seal('calm', drawings.again),
    ...heading(again),
    actions(button('next', again.next, view.next)),
  ],
};

/** @param {{ title: string, text: string }} words */
function heading({ title, text }) {
  return [h('h1', { tabindex: '-1', 'data-key': 'heading' }, title), h('p', { class: 'text' }, text)];
}

/** @param {...Node} buttons */
function actions(...buttons) {
  return h('div', { class: 'actions' }, ...buttons);
}

/** @param {string} key @param {string} label @param {(() => void) | undefined} press @param {string} [icon] */
function button(key, label, press, icon) {
  const props = { type: 'button', class: key, 'data-key': key, disabled: !press, click: press };
  return h('button', props, icon ? draw(icon, 'icon') : undefined, label);
}

/** @param {string | undefined} icon @param {string} text */
function point(icon = '', text) {
  return h('li', {}, draw(icon, 'icon'), h('span', {}, text));
}

/** @param {string} tone @param {string} icon */
function seal(tone, icon) {
  return h('div', { class: `seal ${tone}` }, draw(icon, 'icon'));
}

/** @param {View} view @param {string} type @param {string} name */
function choice(view, type, name) {
  const choose = () => {
    view.document = type;
    view.choose?.(type);
  };
  const props = { type: 'radio', name: 'document', value: type, checked: view.document === type, change: choose };
  return h(
    'label',
    {},
    draw(drawings.documents[type] ?? '', 'icon'),
    h('span', {}, name),
    h('input', { ...props, 'data-key': type }),
  );
}

/** @param {number | undefined} step @param {Words} words */
function progress(step, words) {
  if (!step) return undefined;
  const bars = [1, 2, 3].map((number) => h('span', { class: number <= step ? 'done' : '' }));
  return h(
    'div',
    { class: 'progress', role: 'img', 'aria-label': words.progress.replace('{step}', String(step)) },
    ...bars,
  );
}
