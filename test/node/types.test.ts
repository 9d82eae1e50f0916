import assert from 'node:assert/strict';
import { cp } from 'node:fs/promises';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { createProject, type Project } from '../support/packed.js';
import { tool } from '../support/program.js';

const resolutions = {
  bundler: ['--module', 'esnext', '--moduleResolution', 'bundler'],
  nodenext: ['--module', 'nodenext', '--moduleResolution', 'nodenext'],
};

/** `test/consumers/` in a project that has installed the package, as its users would compile it, wrong uses included. */
describe('a strict TypeScript project with skipLibCheck off', () => {
  let project: Project;

  before(async () => {
    project = await createProject();
    await cp('test/consumers', project.folder, { recursive: true });
  });
  after(() => project.remove());

  const tests = (title: string, folder: string, more: readonly string[] = []) => {
    for (const [name, options] of Object.entries(resolutions)) {
      it(`${title}, under "${name}"`, async () => {
        const config = { extends: '../tsconfig.json', include: ['.'] };
        await project.write({ [`${folder}/tsconfig.json`]: JSON.stringify(config) });
        assert.equal(await project.run(tool('tsc'), '-p', path.join(project.folder, folder), ...options, ...more), '');
      });
    }
  };

  describe('that has nothing else installed', () => {
    tests('knows every entry', 'plain');
  });

  describe('that has frameworks', () => {
    before(() => project.lend('@types/react', 'preact', 'solid-js', 'svelte', 'vue'));

    tests('knows the tag in React, Preact, Solid, Svelte and Vue', 'markup');
  });

  describe('that is a server, without the DOM', () => {
    before(() => project.lend('@types/node', 'undici-types'));

    tests('knows the server half', 'server', ['--lib', 'es2023', '--types', 'node']);
  });
});
