import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/**
 * Ports to choose from. Above them a system takes the ends of outgoing connections (32768 on Linux, 49152 elsewhere): one of
 * those may be gone between the moment it was seen free and the moment a server listens on it.
 */
const LOWEST = 10_240;
const HIGHEST = 32_767;
const ATTEMPTS = 100;

/** Whether nobody listens on this port of the machine itself now. */
export function isFreePort(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}

/**
 * The first of `neighbours` ports in a row that nobody listens on now.
 * @throws Error when a hundred places were tried and none was free.
 */
export async function freePort(neighbours = 1): Promise<number> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const first = randomInt(LOWEST, HIGHEST + 2 - neighbours);
    const free = await Promise.all(Array.from({ length: neighbours }, (_, i) => isFreePort(first + i)));
    if (free.every(Boolean)) return first;
  }
  throw new Error(`No ${neighbours} neighbouring ports from ${LOWEST} to ${HIGHEST} are free.`);
}
