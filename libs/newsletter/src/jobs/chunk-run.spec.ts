import { describe, expect, it } from '@jest/globals';
import { MailServerUnavailable, type SendOutcome } from '#mail';
import { createLogger } from '#platform';
import { DEFAULT_OPTIONS } from '../domain/options.js';
import { Pacer } from '../mail/pacer.js';
import type { LedgerResult } from '../persistence/ledger.js';
import { ChunkRun, type RunTools } from './chunk-run.js';
import { GroupCommit } from './group-commit.js';
import type { PreparedIssue } from './prepare-issue.js';

const people = (count: number, chunk: number) =>
  Array.from({ length: count }, (_, n) => ({ id: `${chunk ? `c${chunk}` : ''}r${n}`, subscriberId: `s${chunk}${n}` }));

/** A run between a ledger and a pool that can be told to fail. */
function run(
  change: {
    gate?: () => void;
    record?: () => void;
    acquire?: () => void;
    rate?: number;
    send?: () => SendOutcome;
    open?: () => string;
    message?: (email: string) => void;
    chunks?: number[];
    /** Called before each chunk is given, with its number. */
    more?: (chunk: number) => void;
  } = {},
) {
  const recorded: LedgerResult[] = [];
  const groups: number[] = [];
  const sent: string[] = [];
  let inFlight = 0;
  let most = 0;
  const released: string[] = [];
  const ledger = {
    async advance(_held: object, results: readonly LedgerResult[], ids: readonly string[]) {
      await new Promise((resolve) => setTimeout(resolve, 1));
      change.gate?.();
      groups.push(ids.length);
      recorded.push(...results);
      inFlight += ids.length - results.length;
      most = Math.max(most, inFlight);
      return new Map(
        ids.map((id) => [
          id,
          {
            id,
            subscriberId: id,
            email: `${id}@example.org`,
            addressBox: null,
            confirmedAt: null,
            attemptNo: 1,
            resends: 0,
          },
        ]),
      );
    },
    async record(_token: string, results: readonly LedgerResult[]) {
      change.record?.();
      inFlight -= results.filter(({ messageId }) => messageId !== '').length;
      recorded.push(...results);
    },
    async renew() {},
    async release(_token: string, ids: readonly string[]) {
      released.push(...ids);
    },
  };
  const pool = {
    size: 4,
    learnsFrom: () => false,
    async acquire() {
      change.acquire?.();
      return {
        account: { key: 'reader@mail.example:587', ...(change.rate && { rate: change.rate }) },
        async send({ to }: { to: string }): Promise<SendOutcome> {
          sent.push(to);
          await new Promise((resolve) => setTimeout(resolve, 2));
          return change.send?.() ?? { kind: 'handedOver', reply: '250' };
        },
      };
    },
    mustGiveBack: () => false,
    release() {},
  };
  const tools = {
    ledger,
    pool,
    pacer: new Pacer({ domainRate: null }, { liveWorkers: async () => [] }),
    writer: {
      addressOf: change.open ?? (({ email }: { email: string }) => email),
      write: (_prepared: PreparedIssue, _person: unknown, email: string) => {
        change.message?.(email);
        return { messageId: '<m>', from: 'f', to: email, pieces: [Buffer.from('x')] };
      },
    },
    options: { ...DEFAULT_OPTIONS, connections: 4 },
    logger: createLogger('spec', 'silent'),
    signal: new AbortController().signal,
  } as unknown as RunTools;
  const prepared = { issue: { id: 'i' } } as unknown as PreparedIssue;
  const chunks = (change.chunks ?? [50]).map((count, chunk) => people(count, chunk));
  const asked: number[] = [];
  const more = async () => {
    asked.push(sent.length);
    await new Promise((resolve) => setTimeout(resolve, 1));
    change.more?.(asked.length);
    const next = chunks.shift();
    return next ? { prepared, people: next } : null;
  };
  const chunk = new ChunkRun(tools, { issueId: 'i', token: 'token' }, more);
  return { chunk, recorded, groups, sent, asked, most: () => most, released };
}

describe('a run over leased recipients', () => {
  it('sends to everybody once, never more in flight than there are lines, several in one commit', async () => {
    const it = run();
    await it.chunk.run();
    expect(new Set(it.sent).size).toBe(50);
    expect(it.sent).toHaveLength(50);
    expect(it.recorded).toHaveLength(50);
    expect(it.most()).toBeLessThanOrEqual(4);
    expect(it.groups.length).toBeLessThan(50);
    expect(it.released).toEqual([]);
  });

  it('keeps results while the database is away, and writes them later (fault 13)', async () => {
    let steps = 0;
    let away = 3;
    const shuttingDown = () => new Error('the database system is shutting down');
    const it = run({
      gate: () => {
        steps += 1;
        if (steps > 3) throw shuttingDown();
      },
      record: () => {
        away -= 1;
        if (away > 0) throw shuttingDown();
      },
    });
    await it.chunk.run();
    expect(it.sent.length).toBeGreaterThan(0);
    const handedOver = it.recorded.filter(({ status }) => status === 'handed_over').map(({ id }) => id);
    expect(handedOver.map((id) => `${id}@example.org`).sort()).toEqual([...it.sent].sort());
    // Whom the lost answer may have let past: nothing went to them, and they are tried again.
    const others = it.recorded.filter(({ status }) => status !== 'handed_over');
    expect(others.map(({ status }) => status)).toEqual(Array(others.length).fill('deferred'));
    expect(it.chunk.hasStopped).toBe(true);
  });

  it('begins with nobody when the gate is away, and says that nothing was sent', async () => {
    const it = run({
      gate: () => {
        throw new Error('Connection terminated unexpectedly');
      },
    });
    await it.chunk.run();
    expect(it.sent).toEqual([]);
    expect(it.chunk.hasStopped).toBe(true);
    expect(it.recorded.map(({ status }) => status)).toEqual(Array(4).fill('deferred'));
    expect(it.released).toHaveLength(50);
  });

  it('goes on with the lines that a server allows when it refuses further ones (fault 9)', async () => {
    let open = 0;
    const it = run({
      acquire: () => {
        open += 1;
        if (open > 2) throw new MailServerUnavailable('421 too many connections');
      },
    });
    await it.chunk.run();
    expect([new Set(it.sent).size, it.sent.length]).toEqual([50, 50]);
    expect([it.chunk.hasStopped, it.chunk.unavailable]).toEqual([false, null]);
  });

  it('waits for its turn where a server has a pace, and writes down first what it knows', async () => {
    const it = run({ rate: 500 });
    await it.chunk.run();
    expect([new Set(it.sent).size, it.recorded.length]).toEqual([50, 50]);
  });

  it('asks a server that is away once for each line, not once for each person (fault 10)', async () => {
    let asked = 0;
    const it = run({
      acquire: () => {
        asked += 1;
        throw new MailServerUnavailable('connect ECONNREFUSED');
      },
    });
    await it.chunk.run();
    expect(asked).toBeLessThanOrEqual(4);
    expect([it.sent, it.recorded, it.chunk.unavailable]).toEqual([[], [], 'connect ECONNREFUSED']);
  });

  it('goes on when the message of one person cannot be made, and tries that one later', async () => {
    const it = run({
      message: (email) => {
        if (email === 'r7@example.org') throw new Error('a template that fails');
      },
    });
    await it.chunk.run();
    expect(it.sent).toHaveLength(49);
    expect(it.recorded).toHaveLength(50);
    const [failed] = it.recorded.filter(({ status }) => status !== 'handed_over');
    expect(failed).toMatchObject({ id: 'r7', status: 'deferred' });
    expect(it.chunk.hasStopped).toBe(false);
  });

  it('sends nothing, and blames nobody, when the addresses do not open', async () => {
    const it = run({
      open: () => {
        throw new Error('The address does not open.');
      },
    });
    await it.chunk.run();
    expect(it.sent).toEqual([]);
    expect(it.recorded.every(({ status }) => status === 'deferred')).toBe(true);
    expect(it.chunk.unavailable).toBe('the addresses of subscribers do not open');
  });

  it('asks for the next chunk before the lines are idle, and takes nobody twice', async () => {
    const it = run({ chunks: [50, 30, 20] });
    await it.chunk.run();
    expect([new Set(it.sent).size, it.sent.length]).toEqual([100, 100]);
    expect(it.asked).toHaveLength(4);
    expect(it.asked[1]).toBeLessThan(50);
    expect(it.most()).toBeLessThanOrEqual(4);
  });

  it('uses every line, however few people come first', async () => {
    const it = run({ chunks: [1, 2, 50] });
    await it.chunk.run();
    expect([it.sent.length, it.most()]).toEqual([53, 4]);
  });

  it('ends what it began when the next chunk cannot be had, gives the rest back, and fails', async () => {
    const it = run({
      chunks: [50, 50],
      more: (chunk) => {
        if (chunk === 2) throw new Error('the database is away');
      },
    });
    await expect(it.chunk.run()).rejects.toThrow('the database is away');
    expect(it.recorded).toHaveLength(it.sent.length);
    expect(it.released.length + it.sent.length).toBe(50);
  });

  it('stops at a refused sender', async () => {
    const it = run({ send: () => ({ kind: 'senderRefused', reply: '550 not you' }) });
    await it.chunk.run();
    expect(it.sent.length).toBeLessThanOrEqual(4);
    expect(it.chunk.unavailable).toBe('550 not you');
  });
});

describe('a group commit', () => {
  const turn = () => new Promise((resolve) => setTimeout(resolve, 20));

  it('fails everybody of its group, and goes on with the next', async () => {
    let times = 0;
    const group = new GroupCommit<number, number>(async (items) => {
      times += 1;
      if (times === 1) throw new Error('away');
      return items.map((item) => item * 2);
    }, 3);
    await expect(group.submit(1)).rejects.toThrow('away');
    expect(await Promise.all([group.submit(2), group.submit(3), group.submit(4)])).toEqual([4, 6, 8]);
    expect(times).toBe(2);
  });

  it('begins when enough wait, or when one waited long enough; a second while the first runs, and never a third', async () => {
    const ends: (() => void)[] = [];
    let running = 0;
    const groups: number[] = [];
    const group = new GroupCommit<number, number>(async (items) => {
      running += 1;
      groups.push(items.length);
      await new Promise<void>((resolve) => ends.push(resolve));
      running -= 1;
      return items;
    }, 5);
    const all = Array.from({ length: 4 }, (_, n) => group.submit(n));
    expect(groups).toEqual([]);
    while (groups.length === 0) await turn();
    all.push(...Array.from({ length: 12 }, (_, n) => group.submit(4 + n)));
    expect(groups).toEqual([4, 5]);
    await turn();
    expect(groups).toEqual([4, 5]);
    while (running > 0) {
      ends.shift()?.();
      await turn();
    }
    expect(await Promise.all(all)).toEqual(Array.from({ length: 16 }, (_, n) => n));
    expect(groups).toEqual([4, 5, 7]);
  });
});
