import { cp } from 'node:fs/promises';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { findChromium } from '../support/chromium.js';
import { createProject, type Project } from '../support/packed.js';
import { run, tool } from '../support/program.js';

/** `test/consumers/testing/`, which docs/testing-your-page.md quotes, in a project that has installed the package. */
describe('tests of a page', () => {
  let project: Project;
  let cwd: string;

  before(async () => {
    project = await createProject();
    await project.lend('vitest', 'vite', 'playwright-core', '@types/node');
    await cp('test/consumers', project.folder, { recursive: true });
    cwd = path.join(project.folder, 'testing');
  });
  after(() => project.remove());

  const vitest = (...options: readonly string[]) => {
    const { executablePath, args } = findChromium();
    const env = { CHROME_PATH: executablePath, CHROME_ARGS: args.join(' ') };
    return run([tool('vitest'), 'run', '--no-color', '--testTimeout', '60000', ...options], cwd, env);
  };

  it('are sound to the type checker', async () => {
    await run([tool('tsc'), '-p', '.'], cwd);
  });

  for (const environment of ['happy-dom', 'jsdom']) {
    it(`pass in Vitest with ${environment}`, async () => {
      await vitest('--environment', environment, 'account-page.test.ts');
    });

    it(`pass in Vitest with ${environment}, if the page has the tag and the tests know nothing of it`, async () => {
      await vitest('--environment', environment, 'unaware.test.ts');
    });

    it(`pass in Vitest with ${environment}, if their document goes before the element`, async () => {
      await vitest('--environment', environment, 'hasty.test.ts');
    });

    it(`pass in Vitest with ${environment}, for stories, too`, async () => {
      await vitest('--environment', environment, 'stories.test.ts');
    });
  }

  it('pass in a browser that Playwright drives', async () => {
    await vitest('account-page.browser.test.ts');
  });
});
