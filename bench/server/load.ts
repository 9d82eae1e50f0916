import { Agent, request } from 'node:http';

export interface Load {
  /** Requests in a second. */
  readonly rate: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
  readonly requests: number;
  /** Answers that are no 200. */
  readonly errors: number;
}

/** Sends upgrades over so many connections, in turn to each port, until the time is over. Each is another user's. */
export async function load(ports: readonly number[], connections: number, milliseconds: number): Promise<Load> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const times: number[] = [];
  let errors = 0;
  let next = 0;
  const start = performance.now();
  const worker = async () => {
    while (performance.now() - start < milliseconds) {
      const index = next++;
      const began = performance.now();
      const status = await ask(agent, ports[index % ports.length] ?? 0, index);
      times.push(performance.now() - began);
      if (status !== 200) errors++;
    }
  };
  await Promise.all(Array.from({ length: connections }, worker));
  const seconds = (performance.now() - start) / 1_000;
  agent.destroy();
  times.sort((a, b) => a - b);
  const at = (part: number) => times[Math.min(times.length - 1, Math.floor(times.length * part))] ?? 0;
  return { rate: times.length / seconds, p50: at(0.5), p99: at(0.99), requests: times.length, errors };
}

function ask(agent: Agent, port: number, index: number): Promise<number> {
  return new Promise((resolve) => {
    const headers = { 'sec-fetch-site': 'same-origin', 'user-authorization': `Bearer user-${index}` };
    request({ agent, host: '127.0.0.1', port, method: 'POST', path: '/api/v2/user/upgrade', headers }, (response) => {
      response.resume().once('end', () => resolve(response.statusCode ?? 0));
    })
      .once('error', () => resolve(0))
      .end();
  });
}
