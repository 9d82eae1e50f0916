import assert from 'node:assert/strict';
import { cp } from 'node:fs/promises';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { createProject, type Project } from '../support/packed.js';
import { tool } from '../support/program.js';

const resolutions = {
  bundler: ['--module', 'esnext', '--moduleResolution', 'bundler'],
  nodenext: ['--module', 'nodenext', '--moduleResolution', 'nodenext'],
  node16: ['--module', 'node16', '--moduleResolution', 'node16'],
  // Old projects: without `exports`, by `typesVersions`.
  node10: ['--module', 'esnext', '--moduleResolution', 'node10', '--ignoreDeprecations', '6.0'],
};

/** `test/consumers/` in a project that has installed the package, as its users would compile it, wrong uses included. */
describe('a strict TypeScript project with skipLibCheck off', () => {
  let project: Project;

  before(async () => {
    project = await createProject();
    await cp('test/consumers', project.folder, { recursive: true });
  });
  after(() => project.remove());

  const tests = (
    title: string,
    folder: string,
    names: readonly (keyof typeof resolutions)[],
    more: readonly string[] = [],
  ) => {
    for (const name of names) {
      const options = resolutions[name];
      it(`${title}, under "${name}"`, async () => {
        const config = { extends: '../tsconfig.json', include: ['.'] };
        await project.write({ [`${folder}/tsconfig.json`]: JSON.stringify(config) });
        assert.equal(await project.run(tool('tsc'), '-p', path.join(project.folder, folder), ...options, ...more), '');
      });
    }
  };

  describe('that has nothing else installed', () => {
    tests('knows every entry', 'plain', ['bundler', 'nodenext', 'node16', 'node10']);
  });

  describe('that has frameworks', () => {
    before(() => project.lend('@types/react', 'preact', 'solid-js', 'svelte', 'vue'));

    tests('knows the tag in React, Preact, Solid, Svelte and Vue', 'markup', ['bundler', 'nodenext']);
  });

  describe('that is a server, without the DOM', () => {
    before(() => project.lend('@types/node', 'undici-types'));

    tests('knows the server half', 'server', ['nodenext'], ['--lib', 'es2023', '--types', 'node']);
  });
});
