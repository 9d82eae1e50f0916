import { readdirSync } from 'node:fs';

const testsIn = (folder: string) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.test.ts') && name !== 'random-walk.test.ts')
    .map((name) => `${folder}/${name}`);

/** The tests of the element that see most of what `src/upgrade/` does. */
const ofElement = [
  'control',
  'countdown',
  'events',
  'move',
  'provider-faults',
  'providers',
  'removal',
  'settings-effect',
  'several',
  'teardown',
  'warnings',
].map((name) => `test/element/${name}.test.ts`);

/** The test files that could notice a change of these source files. */
export function testsOf(files: readonly string[]): readonly string[] {
  const of = (folder: string) => files.some((file) => file.startsWith(`src/${folder}/`));
  return [
    ...(of('upgrade') ? [...testsIn('test/upgrade'), ...ofElement] : []),
    ...(of('providers') ? testsIn('test/providers') : []),
  ];
}
