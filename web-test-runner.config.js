import { tsImport } from 'tsx/esm/api';

const { provideEngines } = await tsImport('./test/support/engines/index.ts', import.meta.url);
const { runnerConfig } = await tsImport('./test/support/runner.ts', import.meta.url);

// `npm test` takes every engine that is there; by itself the runner takes one, to be quick.
export default runnerConfig(provideEngines(process.env.TEST_ENGINES ?? 'chromium'));
