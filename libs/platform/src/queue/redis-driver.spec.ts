import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { afterAll, beforeAll, describe, it } from '@jest/globals';
import { freePort } from '../postgres/free-port.js';
import { describeQueueDriver } from './driver.fixture.js';
import { RedisQueueDriver } from './redis-driver.js';

function isInstalled(): boolean {
  try {
    execFileSync('redis-server', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

if (isInstalled()) {
  describe('fault 25: the Redis driver', () => {
    let server: ChildProcess;
    let url: string;
    beforeAll(async () => {
      const port = await freePort();
      url = `redis://127.0.0.1:${port}`;
      server = spawn('redis-server', ['--port', `${port}`, '--save', '', '--appendonly', 'no'], { stdio: 'ignore' });
      const driver = new RedisQueueDriver(url, () => undefined);
      await driver.prepare();
      await driver.close();
    });
    afterAll(() => {
      server.kill('SIGKILL');
    });

    describeQueueDriver(() => new RedisQueueDriver(url, () => undefined));
  });
} else {
  // Straight to the terminal: Jest keeps back what a skipped file logs.
  process.stderr.write('Redis driver tests skipped: redis-server is not installed\n');
  describe.skip('the Redis driver', () => {
    it('needs redis-server', () => undefined);
  });
}
