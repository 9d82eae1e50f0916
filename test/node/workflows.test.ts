import assert from 'node:assert/strict';
import { accessSync, constants, existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { parse } from 'yaml';

interface Job {
  readonly permissions?: Readonly<Record<string, string>>;
  readonly steps: readonly { readonly uses?: string; readonly run?: string }[];
}

interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, Job>>;
}

interface Updates {
  readonly updates: readonly { readonly 'package-ecosystem': string; readonly directory: string }[];
}

const readYaml = (file: string): unknown => parse(readFileSync(file, 'utf8'));
const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { readonly scripts: object };

const folder = '.github/workflows';
const workflows = readdirSync(folder).map((name) => [name, readYaml(path.join(folder, name)) as Workflow] as const);

/** Scripts of npm that a text wants to run. */
const scriptsIn = (text: string) =>
  [...text.matchAll(/\bnpm (?:run (?:--silent )?([\w:-]+)|(test|start)\b)/g)].map(
    ([, run, short]) => run ?? short ?? '',
  );

for (const [name, { permissions, jobs }] of workflows) {
  describe(`the workflow ${name}`, () => {
    const steps = Object.values(jobs).flatMap((job) => job.steps);

    it('runs what there is', () => {
      const commands = steps.flatMap(({ run = [] }) => run);
      for (const command of commands.filter((each) => each.startsWith('.'))) accessSync(command, constants.X_OK);
      const missing = scriptsIn(commands.join('\n')).filter((script) => !Object.hasOwn(scripts, script));
      assert.deepEqual(missing, []);
      assert.ok(commands.includes('.ci/run'));
    });

    it('pins each action to a major version', () => {
      const loose = steps.flatMap(({ uses = [] }) => uses).filter((action) => !/^[\w-]+\/[\w-]+@v\d+$/.test(action));
      assert.deepEqual(loose, []);
    });

    it('may read, and nothing else, except for the job that publishes', () => {
      assert.deepEqual(permissions, { contents: 'read' });
      for (const [title, job] of Object.entries(jobs)) {
        const publishes = job.steps.some(({ run }) => run?.includes('npm publish'));
        const allowed = publishes ? { contents: 'read', 'id-token': 'write' } : undefined;
        assert.deepEqual(job.permissions, allowed, title);
      }
    });
  });
}

describe('.ci/run', () => {
  it('runs scripts that there are', () => {
    const wanted = scriptsIn(readFileSync('.ci/run', 'utf8'));
    assert.ok(wanted.length > 3);
    assert.deepEqual(
      wanted.filter((script) => !Object.hasOwn(scripts, script)),
      [],
    );
  });
});

describe('a release', () => {
  it('is published with provenance, once everything has passed', () => {
    const [, { on, jobs } = { on: {}, jobs: {} }] = workflows.find(([name]) => name === 'release.yml') ?? [];
    assert.deepEqual(Object.keys(on), ['push']);
    assert.deepEqual(on['push'], { tags: ['v*'] });
    const { publish } = jobs as Readonly<Record<string, Job & { readonly needs?: string }>>;
    assert.equal(publish?.needs, 'check');
    assert.match(publish.steps.at(-1)?.run ?? '', /^npm publish --provenance/);
  });

  it('takes its notes from changesets whose configuration can be read', () => {
    const { baseBranch } = JSON.parse(readFileSync('.changeset/config.json', 'utf8')) as {
      readonly baseBranch: string;
    };
    assert.equal(baseBranch, 'main');
  });
});

describe('the updates of dependencies', () => {
  it('look where there are dependencies', () => {
    const { updates } = readYaml('.github/dependabot.yml') as Updates;
    const npm = updates.filter((update) => update['package-ecosystem'] === 'npm').map(({ directory }) => directory);
    assert.deepEqual(npm, ['/', '/test/frameworks']);
    assert.ok(npm.every((directory) => existsSync(path.join('.', directory, 'package-lock.json'))));
    assert.ok(updates.some((update) => update['package-ecosystem'] === 'github-actions'));
  });
});
