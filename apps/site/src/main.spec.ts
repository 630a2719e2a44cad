import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { freePort, projectPath } from '#platform';

describe('the process of the reference site', () => {
  const children: ChildProcess[] = [];
  afterEach(() => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
  });

  function start(env: Record<string, string>): ChildProcess {
    const { NODE_OPTIONS: _options, ...rest } = process.env;
    const child = fork(projectPath('dist/apps/site/src/main.js'), [], {
      env: { ...rest, NODE_ENV: 'production', LOG_LEVEL: 'silent', ...env },
      execArgv: [],
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    children.push(child);
    return child;
  }

  it.each(['SIGTERM', 'disconnect'] as const)('says when it is ready and ends on %s', async (way) => {
    const port = await freePort();
    const child = start({ SITE_PORT: String(port) });
    expect((await once(child, 'message'))[0]).toEqual({ ready: true });
    const answer = await fetch(`http://127.0.0.1:${port}/health/live`, { headers: { connection: 'close' } });
    expect(answer.status).toBe(200);
    const ended = once(child, 'exit');
    if (way === 'disconnect') child.disconnect();
    else child.kill(way);
    expect((await ended)[0]).toBe(0);
  });

  it('names the setting when its port is taken', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const child = start({ SITE_PORT: String((taken.address() as AddressInfo).port) });
    let errors = '';
    child.stderr!.on('data', (chunk) => {
      errors += chunk;
    });
    expect((await once(child, 'exit'))[0]).toBe(1);
    expect(errors).toContain('Set SITE_PORT to a free one');
    taken.close();
  });
});
