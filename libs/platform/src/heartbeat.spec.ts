import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '../../../test/support/test-database.js';
import { Database } from './database.js';
import { Heartbeat } from './heartbeat.js';

describe('the heartbeat', () => {
  let test: TestDatabase;
  let database: Database;
  beforeAll(async () => {
    test = await createTestDatabase();
    database = new Database({ url: test.url, applicationName: 'heartbeat spec' });
  });
  afterAll(async () => {
    await database.close();
    await test.drop();
  });

  it('shows a process from its first beat until it ends', async () => {
    const heartbeat = new Heartbeat(database);
    expect(await heartbeat.liveWorkers(10_000)).toEqual([]);
    await heartbeat.beat();
    await heartbeat.beat();
    expect(await heartbeat.liveWorkers(10_000)).toMatchObject([{ version: '0.1.0' }]);
    await heartbeat.end();
    expect(await heartbeat.liveWorkers(10_000)).toEqual([]);
  });

  it('forgets a process that was killed', async () => {
    const heartbeat = new Heartbeat(database);
    await heartbeat.beat();
    await test.query("UPDATE worker_heartbeat SET beat_at = now() - interval '1 minute'");
    expect(await heartbeat.liveWorkers(10_000)).toEqual([]);
    await heartbeat.prune(30_000);
    expect(await test.query('SELECT 1 FROM worker_heartbeat')).toEqual([]);
  });
});
