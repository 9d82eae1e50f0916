import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { run } from './program.js';

/** The package as it would be published. */
export interface Packed {
  readonly tarball: string;
  /** All that is in it, in its order. */
  readonly files: readonly string[];
}

/** @param folder where the tarball goes */
export async function pack(folder: string): Promise<Packed> {
  if (!existsSync('dist/index.js')) throw new Error('There is no dist/. Run `npm run build` first.');
  // Without scripts: the build is there.
  const packing = ['npm', 'pack', '--json', '--silent', '--ignore-scripts', '--pack-destination', folder];
  const [{ filename, files } = { filename: '', files: [] }] = JSON.parse(
    await run(packing, process.cwd()),
  ) as readonly {
    readonly filename: string;
    readonly files: readonly { readonly path: string }[];
  }[];
  return { tarball: path.join(folder, filename), files: files.map((file) => file.path) };
}

const ofNpm = Object.keys(process.env).filter((name) => name.startsWith('npm_'));
const withoutNpm = Object.fromEntries(ofNpm.map((name) => [name, undefined]));

/** A project far from this one, with nothing in it but this package and what npm installs along with that. */
export interface Project {
  readonly folder: string;
  readonly packed: Packed;
  /** Writes files, by their paths in the project. */
  write(files: Readonly<Record<string, string>>): Promise<void>;
  /** Lends it a package of this project that its user would have installed. */
  lend(...names: readonly string[]): Promise<void>;
  run(...command: readonly string[]): Promise<string>;
  remove(): Promise<void>;
}

/**
 * A new project. `TEST_PROJECT` names one to copy, which the runner has made for all test files of a run.
 * @param beside other packages of this project that its user would install, each a copy: one that is lent would use our own Lit
 */
export async function createProject(...beside: readonly string[]): Promise<Project> {
  const base = await mkdtemp(path.join(tmpdir(), 'verification-upgrade-'));
  const ready = process.env['TEST_PROJECT'];
  if (ready && beside.length === 0) await cp(ready, base, { recursive: true, verbatimSymlinks: true });
  else await installPackage(base, beside);
  const { tarball, files } = JSON.parse(await readFile(path.join(base, 'packed.json'), 'utf8')) as Packed;
  const folder = path.join(base, 'project');
  const modules = path.join(folder, 'node_modules');
  return {
    folder,
    packed: { tarball: path.join(base, tarball), files },
    async write(files) {
      for (const [name, content] of Object.entries(files)) {
        const file = path.join(folder, name);
        await mkdir(path.dirname(file), { recursive: true });
        await writeFile(file, content);
      }
    },
    async lend(...names) {
      for (const name of names) {
        await mkdir(path.dirname(path.join(modules, name)), { recursive: true });
        await symlink(path.resolve('node_modules', name), path.join(modules, name));
      }
    },
    // Where npm runs the tests, it tells its children so: what it would install then is this project.
    run: (...command) => run(command, folder, withoutNpm),
    remove: () => rm(base, { recursive: true }),
  };
}

/** Packs the package into a folder, and installs it in `project/` there. */
export async function installPackage(base: string, beside: readonly string[] = []): Promise<void> {
  const { tarball, files } = await pack(base);
  await writeFile(path.join(base, 'packed.json'), JSON.stringify({ tarball: path.basename(tarball), files }));
  const project = path.join(base, 'project');
  await mkdir(project);
  await writeFile(path.join(project, 'package.json'), JSON.stringify({ private: true, type: 'module' }));
  // What it depends on is copied from here, so that no registry is needed. npm still sees to it that this is what it asks for.
  const copies = new Set(beside.map((name) => path.resolve('node_modules', name)));
  for (const folder of [process.cwd(), ...copies]) await dependencies(folder, copies);
  const flags = ['--offline', '--install-links', '--ignore-scripts', '--no-audit', '--no-fund'];
  await run(['npm', 'install', ...flags, tarball, ...copies], project, withoutNpm);
}

/** Adds where the packages are that a package depends on, and those that they depend on. */
async function dependencies(folder: string, found: Set<string>): Promise<void> {
  const { dependencies: wanted = {} } = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8')) as {
    readonly dependencies?: Readonly<Record<string, string>>;
  };
  for (const name of Object.keys(wanted)) {
    const places = createRequire(path.join(folder, 'package.json')).resolve.paths(name) ?? [];
    const place = places.map((modules) => path.join(modules, name)).find((candidate) => existsSync(candidate));
    if (!place) throw new Error(`${name} is not installed. Run \`npm ci\` first.`);
    if (!found.has(place)) await dependencies(place, found.add(place));
  }
}
