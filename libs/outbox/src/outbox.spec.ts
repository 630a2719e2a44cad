import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { newId } from '#kernel';
import { Database } from '#platform';
import { createTestDatabase, type TestDatabase } from '../../../test/support/test-database.js';
import { OUTBOX_CHANNEL, Outbox } from './outbox.js';
import { OutboxRelay } from './outbox-relay.js';

const MINUTE = 60_000;

describe('the outbox', () => {
  let test: TestDatabase;
  let database: Database;
  let relay: OutboxRelay;
  const outbox = new Outbox();

  beforeAll(async () => {
    test = await createTestDatabase();
    database = new Database({ url: test.url, applicationName: 'outbox spec' });
    relay = new OutboxRelay(database);
  });
  afterEach(() => test.query('DELETE FROM outbox_event'));
  afterAll(async () => {
    await database.close();
    await test.drop();
  });

  const append = (kind = 'thing.happened', payload: Record<string, string> = { thingId: newId() }) =>
    database.transaction((tx) => outbox.append(tx, { kind, payload }));
  const states = () => test.query<{ state: string; attempts: number }>('SELECT state, attempts FROM outbox_event');
  const endLeases = () => test.query("UPDATE outbox_event SET leased_until = now() - interval '1 second'");

  it('follows a commit, and carries the payload', async () => {
    await append('thing.happened', { thingId: 'a-1' });
    const [event] = await relay.claim(10, MINUTE);
    expect(event).toMatchObject({ kind: 'thing.happened', payload: { thingId: 'a-1' }, attempts: 1 });
  });

  it('follows a rollback', async () => {
    const change = database.transaction(async (tx) => {
      await outbox.append(tx, { kind: 'thing.happened', payload: {} });
      throw new Error('no');
    });
    await expect(change).rejects.toThrow('no');
    expect(await states()).toEqual([]);
  });

  it('tells listeners at commit, and not before', async () => {
    const listener = new pg.Client({ connectionString: test.url });
    await listener.connect();
    let told = 0;
    listener.on('notification', () => {
      told += 1;
    });
    await listener.query(`LISTEN ${OUTBOX_CHANNEL}`);
    await database.transaction(async (tx) => {
      await outbox.append(tx, { kind: 'thing.happened', payload: {} });
      await listener.query('SELECT 1');
      expect(told).toBe(0);
    });
    await listener.query('SELECT 1');
    expect(told).toBe(1);
    await listener.end();
  });

  it.each([
    ['an address', 'ann@example.org'],
    ['a sentence', 'Keep moving'],
    ['a long text', 'x'.repeat(65)],
    ['a number', 5 as unknown as string],
  ])('refuses %s in a payload, without repeating it', async (_, value) => {
    await expect(append('thing.happened', { field: value })).rejects.toThrow('The field field of thing.happened');
    await expect(append('thing.happened', { field: value })).rejects.not.toThrow(String(value));
    expect(await states()).toEqual([]);
  });

  it.each(['', 'happened', 'Thing.Happened', 'a thing.happened'])('refuses the kind %p', async (kind) => {
    await expect(append(kind)).rejects.toThrow('not the name of a fact');
  });

  it('gives an event to one relay only', async () => {
    for (let i = 0; i < 40; i += 1) await append();
    const claims = await Promise.all([1, 2, 3, 4].map(() => relay.claim(15, MINUTE)));
    const ids = claims.flat().map((event) => event.id);
    expect(ids).toHaveLength(40);
    expect(new Set(ids).size).toBe(40);
  });

  it('empties the payload of an event that was passed on', async () => {
    await append();
    const [event] = await relay.claim(1, MINUTE);
    expect(await relay.complete(event!.id, event!.leaseToken)).toBe(true);
    expect(await test.query('SELECT state, payload FROM outbox_event')).toEqual([{ state: 'done', payload: {} }]);
    expect(await relay.claim(1, MINUTE)).toEqual([]);
  });

  it('gives an expired lease to another worker and refuses the first one', async () => {
    await append();
    const [first] = await relay.claim(1, MINUTE);
    expect(await relay.claim(1, MINUTE)).toEqual([]);
    await endLeases();
    const [second] = await relay.claim(1, MINUTE);
    expect(second).toMatchObject({ id: first!.id, attempts: 2 });
    expect(await relay.complete(first!.id, first!.leaseToken)).toBe(false);
    expect(await relay.retry(first!.id, first!.leaseToken, 'late', 0)).toBe(false);
    expect(await relay.release(first!.id, first!.leaseToken, 0)).toBe(false);
    expect(await relay.complete(second!.id, second!.leaseToken)).toBe(true);
  });

  it('waits before it tries again', async () => {
    await append();
    const [event] = await relay.claim(1, MINUTE);
    await relay.retry(event!.id, event!.leaseToken, 'with a NUL\0inside', MINUTE);
    expect(await relay.claim(1, MINUTE)).toEqual([]);
    expect(await test.query('SELECT last_error FROM outbox_event')).toEqual([{ last_error: 'with a NULinside' }]);
  });

  it('is dead after the last attempt, until it is replayed', async () => {
    await append();
    for (let attempt = 1; attempt <= 12; attempt += 1) {
      const [event] = await relay.claim(1, MINUTE);
      expect(event?.attempts).toBe(attempt);
      await relay.retry(event!.id, event!.leaseToken, 'no route', 0);
    }
    expect(await relay.claim(1, MINUTE)).toEqual([]);
    const [dead] = await test.query<{ id: string; state: string }>('SELECT id, state FROM outbox_event');
    expect(dead!.state).toBe('dead');
    expect(await relay.replay(dead!.id)).toBe(true);
    expect(await relay.replay(dead!.id)).toBe(false);
    expect(await relay.claim(1, MINUTE)).toMatchObject([{ id: dead!.id, attempts: 1 }]);
  });

  it('buries an event that ends every worker that takes it', async () => {
    await append();
    for (let attempt = 1; attempt <= 12; attempt += 1) {
      expect(await relay.claim(1, MINUTE)).toHaveLength(1);
      await endLeases();
    }
    expect(await relay.claim(1, MINUTE)).toEqual([]);
    expect(await states()).toEqual([{ state: 'dead', attempts: 12 }]);
  });

  it('costs no attempt when it is released', async () => {
    await append();
    const [event] = await relay.claim(1, MINUTE);
    expect(await relay.release(event!.id, event!.leaseToken, 0)).toBe(true);
    expect(await states()).toEqual([{ state: 'pending', attempts: 0 }]);
  });

  it('counts what waits', async () => {
    await append();
    await append();
    await relay.claim(1, MINUTE);
    expect(await relay.depth()).toMatchObject({ pending: 1, leased: 1, dead: 0 });
    expect((await relay.depth()).oldestSeconds).toBeGreaterThan(0);
  });

  it('removes what was passed on long ago, and nothing else', async () => {
    await append();
    await append();
    const [event] = await relay.claim(1, MINUTE);
    await relay.complete(event!.id, event!.leaseToken);
    expect(await relay.prune(MINUTE)).toBe(0);
    await test.query("UPDATE outbox_event SET finished_at = now() - interval '1 hour' WHERE state = 'done'");
    expect(await relay.prune(MINUTE)).toBe(1);
    expect(await states()).toEqual([{ state: 'pending', attempts: 0 }]);
  });
});
