import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { defaults } from '../../src/element/settings.js';

const read = (file: string) => JSON.parse(readFileSync(file, 'utf8')) as unknown;

interface Named {
  readonly name: string;
}

const kebab = (name: string) => name.replace(/[A-Z]/g, '-$&').toLowerCase();
const attributes = Object.keys(defaults).map(kebab).sort();
const namesOf = (list: readonly Named[]) => list.map(({ name }) => name).sort();

describe('what editors read', () => {
  it('VS Code: each attribute, and the words that it takes', () => {
    const data = read('dist/vscode.html-custom-data.json') as {
      readonly tags: readonly (Named & {
        readonly attributes: readonly (Named & { readonly values: readonly Named[]; readonly valueSet?: string })[];
      })[];
    };
    const [tag] = data.tags;
    assert.equal(tag?.name, 'verification-upgrade');
    assert.deepEqual(namesOf(tag.attributes), attributes);
    const launch = tag.attributes.find(({ name }) => name === 'launch');
    assert.deepEqual(namesOf(launch?.values ?? []), ['auto', 'manual', 'offer', 'visible']);
    const flags = tag.attributes.filter(({ valueSet }) => valueSet === 'v');
    assert.deepEqual(namesOf(flags), ['resume', 'warm-up']);
  });

  it('JetBrains: the same, with every event, under the name that package.json gives', () => {
    const { 'web-types': file } = read('package.json') as { readonly 'web-types': string };
    const data = read(file) as {
      readonly contributions: {
        readonly html: {
          readonly elements: readonly { readonly attributes: readonly Named[]; readonly events: readonly Named[] }[];
        };
      };
    };
    const [element] = data.contributions.html.elements;
    assert.deepEqual(namesOf(element?.attributes ?? []), attributes);
    const statuses =
      'idle requesting offered loading active pending approved rejected cancelled unavailable failed'.split(' ');
    const events = [...statuses, 'state-change', 'message', 'warning'].map((name) => `upgrade-${name}`).sort();
    assert.deepEqual(namesOf(element?.events ?? []), events);
  });

  it('the manifest: only modules that are there', () => {
    const { modules } = read('dist/custom-elements.json') as { readonly modules: readonly { readonly path: string }[] };
    assert.ok(modules.length > 0);
    assert.deepEqual(
      modules.filter(({ path }) => !existsSync(path)),
      [],
    );
  });
});
