import { createBackend, readEnvironment, type Backend } from 'verification-upgrade/server';

let created: Backend | undefined;

/** One back end, with one partner token. Created by the first request: a build has no secrets. */
export const backend = () => (created ??= createBackend(readEnvironment(process.env)));
