import type { IncomingHttpHeaders } from 'node:http';

/** A request to the emulated API. */
export interface SeenRequest {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  body: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** Whether the client hung up before it had the whole answer. */
  aborted: boolean;
}

/** A run: one test, or one element of the demo. */
export interface Run {
  readonly requests: SeenRequest[];
  /** How many replies of each script have been sent, by the script's name. */
  readonly given: Map<string, number>;
  /** What the status endpoints answer from now on, by a word of `STATUS_WORDS`; the script counts without it. */
  says?: string | undefined;
}

const KEPT = 1_000;

/** All runs. The oldest ones are dropped, so that a server can run for days. */
export class Runs {
  readonly #runs = new Map<string, Run>();

  /** The run of this name; a new one if there is none. */
  of(name: string): Run {
    const known = this.#runs.get(name);
    if (known) return known;
    const run: Run = { requests: [], given: new Map() };
    this.#runs.set(name, run);
    for (const oldest of this.#runs.keys()) {
      if (this.#runs.size <= KEPT) break;
      this.#runs.delete(oldest);
    }
    return run;
  }

  /** The requests of a run, none for a run that was never seen. */
  requests(name: string): readonly SeenRequest[] {
    return this.#runs.get(name)?.requests ?? [];
  }

  /** Forgets a run: its requests and the positions of its scripts. */
  forget(name: string): void {
    this.#runs.delete(name);
  }
}

/** The next reply of a script in this run. The last one repeats. */
export function nextReply<T>(run: Run, script: string, replies: readonly T[]): T | undefined {
  const given = run.given.get(script) ?? 0;
  run.given.set(script, given + 1);
  return replies[Math.min(given, replies.length - 1)];
}
