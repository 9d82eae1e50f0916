import { Histogram } from 'prom-client';
import { createBackend, readEnvironment } from 'verification-upgrade/server';

const duration = new Histogram({
  name: 'verification_upgrade_request_seconds',
  help: 'Requests of the verification upgrade',
  labelNames: ['route', 'status', 'outcome'],
});

export const backend = createBackend({
  ...readEnvironment(process.env),
  onResponse: ({ route }, { status, outcome, milliseconds }) =>
    duration.observe({ route, status, outcome }, milliseconds / 1_000),
});
