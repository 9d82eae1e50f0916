import type { BrowserLauncher } from '@web/test-runner';

/** A program that tests need, as Debian packages it. */
export interface Need {
  /** As people say it. */
  readonly title: string;
  /** What to install on Debian. */
  readonly packages: readonly string[];
  /** Whether this machine has it. */
  isInstalled(): boolean;
}

/** One browser engine that the tests run in. */
export interface Engine extends Need {
  /** As `--engine=` takes it. */
  readonly name: string;
  /** @param concurrency how many pages at the same time */
  launch(concurrency: number): BrowserLauncher;
}
