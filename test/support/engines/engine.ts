import type { BrowserLauncher } from '@web/test-runner';

/** One browser engine that the tests run in. */
export interface Engine {
  /** As `--engine=` takes it. */
  readonly name: string;
  /** As people say it. */
  readonly title: string;
  /** What to install on Debian. */
  readonly packages: readonly string[];
  /** Whether this machine has it. */
  isInstalled(): boolean;
  /** @param concurrency how many pages at the same time */
  launch(concurrency: number): BrowserLauncher;
}

/** What to install where this engine is missing. */
export const howToGet = ({ packages }: Engine): string => `on Debian: apt-get install ${packages.join(' ')}`;
