import assert from 'node:assert/strict';
import { accessSync, constants, existsSync, readdirSync, readFileSync } from 'node:fs';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, it } from 'node:test';
import { parse } from 'yaml';
import { run } from '../support/program.js';

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

interface Job {
  readonly needs?: string;
  readonly environment?: string;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly steps: readonly Step[];
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
      // The canary looks at the vendors, and at nothing of ours.
      assert.ok(commands.includes(name === 'canary.yml' ? 'npm run canary' : '.ci/run'));
    });

    it('pins each action to a commit, and says which version that is', () => {
      const lines = readFileSync(path.join(folder, name), 'utf8').match(/^.*\buses:.*$/gm) ?? [];
      assert.equal(lines.length, steps.filter(({ uses }) => uses !== undefined).length);
      const loose = lines.filter((line) => !/uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line));
      assert.deepEqual(loose, []);
    });

    it('leaves no credentials of the repository behind', () => {
      const checkouts = steps.filter(({ uses }) => uses?.startsWith('actions/checkout@'));
      assert.ok(checkouts.length > 0);
      for (const checkout of checkouts) assert.equal(checkout.with?.['persist-credentials'], false);
    });

    it('may read, and nothing else, except for the job that publishes', () => {
      assert.deepEqual(permissions, { contents: 'read' });
      for (const [title, job] of Object.entries(jobs)) {
        const publishes = job.steps.some(({ run }) => run?.includes('npm publish'));
        const allowed = publishes ? { 'id-token': 'write' } : undefined;
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
  const [, { on, jobs } = { on: {}, jobs: {} }] = workflows.find(([name]) => name === 'release.yml') ?? [];
  const { check, publish } = jobs;
  const nameOf = ({ uses = '' }: Step) => uses.replace(/@.*/, '');

  it('starts with the tag of a version, and is published once everything has passed and a person has agreed', () => {
    assert.deepEqual(on, { push: { tags: ['v*'] } });
    assert.equal(publish?.needs, 'check');
    assert.equal(publish.environment, 'npm');
  });

  it('is published by a job that runs nothing but npm, on the package that the other job built', () => {
    const commands = publish?.steps.flatMap(({ run }) => run ?? []);
    assert.deepEqual(commands, ['npm publish ./*.tgz --provenance --access public --ignore-scripts']);
    const actions = publish?.steps.filter(({ uses }) => uses !== undefined) ?? [];
    assert.deepEqual(actions.map(nameOf), ['actions/download-artifact', 'actions/setup-node']);

    const upload = check?.steps.at(-1);
    assert.equal(upload && nameOf(upload), 'actions/upload-artifact');
    assert.equal(upload?.with?.['path'], '*.tgz');
    assert.equal(actions[0]?.with?.['name'], upload.with['name']);
    assert.equal(check?.steps.at(-2)?.run, 'npm pack');
  });

  it('names its author, repository, page and bug tracker, and stops without an author', async () => {
    const step = check?.steps.find(({ run }) => run?.includes('npm pkg set'));
    const folder = await mkdtemp(path.join(tmpdir(), 'release-'));
    await cp('package.json', path.join(folder, 'package.json'));
    const env = { GITHUB_SERVER_URL: 'https://host.example', GITHUB_REPOSITORY: 'owner/name' };
    const runWith = (AUTHOR: string) => run(['bash', '-ec', step?.run ?? ''], folder, { ...env, AUTHOR });
    await assert.rejects(runWith(''), /PACKAGE_AUTHOR/);
    await runWith('The publisher');
    const written = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as Record<string, unknown>;
    await rm(folder, { recursive: true });
    assert.deepEqual(
      ['author', 'repository', 'homepage', 'bugs'].map((field) => written[field]),
      [
        'The publisher',
        { type: 'git', url: 'git+https://host.example/owner/name.git' },
        'https://host.example/owner/name#readme',
        { url: 'https://host.example/owner/name/issues' },
      ],
    );
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
