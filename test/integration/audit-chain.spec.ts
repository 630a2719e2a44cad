import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Command } from 'commander';
import { AuditChain, AuditLog } from '#identity';
import { newId } from '#kernel';
import { Database, type StaffActor, systemActor } from '#platform';
import { auditCommand } from '../../apps/cli/src/commands/audit.js';
import { createWorld, type World } from '../support/world.js';

let world: World;
let jo: StaffActor;

beforeAll(async () => {
  world = await createWorld();
  jo = await world.person('Jo', 'author', 'publisher');
});
afterAll(() => world.close());

const chain = () => world.get(AuditChain);

function record(times: number, data: Record<string, string | number> = {}): Promise<void> {
  return world.get(Database).transaction(async (tx) => {
    for (let n = 0; n < times; n++) {
      await world.get(AuditLog).record(tx, jo, 'article.created', { type: 'article', id: newId() }, world.siteId, data);
    }
  });
}

/** Does what somebody with the database's own password could do, on a copy of the log that is thrown away. */
async function tampered(...statements: string[]) {
  const copy = await createWorld();
  try {
    const by = await copy.person('Jo', 'author');
    await copy.get(Database).transaction(async (tx) => {
      for (let n = 1; n <= 5; n++) {
        await copy.get(AuditLog).record(tx, by, `act.${n}`, { type: 'article', id: newId() }, copy.siteId, { n });
      }
    });
    const noted = await copy.get(AuditChain).head();
    await copy.database.query(`SET session_replication_role = replica; ${statements.join('; ')}`);
    return await copy.get(AuditChain).verify(noted);
  } finally {
    await copy.close();
  }
}

const entryAt = (seq: number) => `(SELECT entry_id FROM audit_chain WHERE seq = ${seq})`;

describe('the audit chain', () => {
  it('seals each line at the commit and finds an untouched log whole', async () => {
    const before = await chain().head();
    await record(3, { words: 'a "quoted" – line\nwith a break, ünïcode and \\ ' });
    const report = await chain().verify();
    expect(report.faults).toEqual([]);
    expect(report.head.seq).toBe(before.seq + 3n);
    expect(BigInt(report.lines)).toBe(report.head.seq);
  });

  it('leaves no line of a transaction that failed', async () => {
    const before = await chain().head();
    const failing = world.get(Database).transaction(async (tx) => {
      await world.get(AuditLog).record(tx, jo, 'article.created', { type: 'article', id: newId() }, world.siteId);
      throw new Error('after the line');
    });
    await expect(failing).rejects.toThrow('after the line');
    expect(await chain().head()).toEqual(before);
  });

  it('stays one chain under twenty writers at once', async () => {
    const before = await chain().head();
    await Promise.all(Array.from({ length: 20 }, () => record(2)));
    const report = await chain().verify(before);
    expect(report.faults).toEqual([]);
    expect(report.head.seq).toBe(before.seq + 40n);
  });

  it('keeps as what role, and from where', async () => {
    const from = { ...jo, origin: { channel: 'web', address: '203.0.113.7' } } as const;
    const subject = { type: 'article', id: newId() } as const;
    await world.get(Database).transaction(async (tx) => {
      await world.get(AuditLog).record(tx, from, 'article.created', subject, world.siteId);
      await world.get(AuditLog).record(tx, systemActor('scheduler'), 'schedule.refused', subject, world.siteId);
    });
    const rows = await world.database.query(
      'SELECT actor_kind, roles, origin, address FROM audit_entry WHERE subject_id = $1 ORDER BY id',
      [subject.id],
    );
    expect(rows).toEqual([
      { actor_kind: 'staff', roles: ['author', 'publisher'], origin: 'web', address: '203.0.113.7' },
      { actor_kind: 'system:scheduler', roles: [], origin: 'worker', address: null },
    ]);
  });

  it('refuses a change, a removal and a step back by SQL', async () => {
    await expect(world.database.query("UPDATE audit_chain SET hash = 'x'")).rejects.toMatchObject({ code: 'CP003' });
    await expect(world.database.query('DELETE FROM audit_chain')).rejects.toMatchObject({ code: 'CP003' });
    await expect(world.database.query('TRUNCATE audit_chain')).rejects.toMatchObject({ code: 'CP003' });
    await expect(world.database.query('UPDATE audit_head SET seq = seq - 1')).rejects.toMatchObject({ code: 'CP003' });
    await expect(world.database.query('DELETE FROM audit_head')).rejects.toMatchObject({ code: 'CP003' });
  });
});

describe('a log that somebody wrote in with the triggers off', () => {
  it('shows a changed line', async () => {
    const report = await tampered(`UPDATE audit_entry SET data = '{"n": 7}' WHERE id = ${entryAt(3)}`);
    expect(report.faults).toMatchObject([{ kind: 'changed', seq: 3n }]);
  });

  it('shows a changed actor, role, place and time', async () => {
    for (const change of [
      'actor_id = NULL',
      "roles = '{admin}'",
      "address = '198.51.100.1'",
      "at = at + interval '1 second'",
    ]) {
      const report = await tampered(`UPDATE audit_entry SET ${change} WHERE id = ${entryAt(2)}`);
      expect(report.faults).toMatchObject([{ kind: 'changed', seq: 2n }]);
    }
  });

  it('shows a removed line, with its seal or without', async () => {
    const entry = await tampered(`DELETE FROM audit_entry WHERE id = ${entryAt(3)}`);
    expect(entry.faults).toMatchObject([{ kind: 'removed', seq: 3n }]);
    const both = await tampered(
      `DELETE FROM audit_entry WHERE id = ${entryAt(3)}`,
      'DELETE FROM audit_chain WHERE seq = 3',
    );
    expect(both.faults).toMatchObject([{ kind: 'removed', seq: 3n }]);
  });

  it('shows a removed line whose gap was closed', async () => {
    const report = await tampered(
      'DELETE FROM audit_chain WHERE seq = 3',
      'UPDATE audit_chain SET seq = seq - 1 WHERE seq > 3',
      'UPDATE audit_head SET seq = seq - 1',
    );
    expect(report.faults.map((fault) => fault.kind)).toEqual(expect.arrayContaining(['moved', 'changed', 'unsealed']));
  });

  it('shows a cut-off end', async () => {
    const report = await tampered(
      'DELETE FROM audit_entry WHERE id IN (SELECT entry_id FROM audit_chain WHERE seq > 4)',
      'DELETE FROM audit_chain WHERE seq > 4',
    );
    expect(report.faults.map((fault) => fault.kind)).toContain('cutOff');
  });

  it('shows two lines that changed places', async () => {
    const report = await tampered(
      'UPDATE audit_chain SET seq = 100 WHERE seq = 2',
      'UPDATE audit_chain SET seq = 2 WHERE seq = 3',
      'UPDATE audit_chain SET seq = 3 WHERE seq = 100',
    );
    expect(report.faults[0]).toMatchObject({ kind: 'moved', seq: 2n });
  });

  it('shows a line written past the seal', async () => {
    const report = await tampered(
      `INSERT INTO audit_entry (actor_kind, action, subject_type, subject_id, data)
       VALUES ('staff', 'act', 'article', gen_random_uuid(), '{}')`,
    );
    expect(report.faults).toMatchObject([{ kind: 'unsealed' }]);
  });

  it('shows a chain written anew, to whoever noted its head before', async () => {
    const report = await tampered(
      `DELETE FROM audit_chain`,
      `DELETE FROM audit_entry WHERE id NOT IN (SELECT min(id) FROM audit_entry)`,
      `UPDATE audit_head SET seq = 0, hash = repeat('0', 64)`,
      `WITH sealed AS (SELECT e.id, encode(sha256(convert_to(repeat('0', 64) || E'\\n' || carepress_audit_text(e, 1), 'UTF8')), 'hex') AS hash FROM audit_entry e)
       INSERT INTO audit_chain SELECT 1, id, repeat('0', 64), hash FROM sealed`,
      'UPDATE audit_head SET seq = 1, hash = (SELECT hash FROM audit_chain)',
    );
    expect(report.faults).toMatchObject([{ kind: 'changed', seq: 5n }]);
  });
});

describe('carepress audit', () => {
  const environment = { ...process.env };
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'carepress-audit-'));
    process.env = { ...environment, CAREPRESS_SECRET: 'x'.repeat(32), DATABASE_URL: world.database.url };
  });
  afterAll(async () => {
    process.env = environment;
    process.exitCode = undefined;
    await rm(folder, { recursive: true });
  });

  const run = async (...args: string[]): Promise<string> => {
    const written = jest.spyOn(process.stdout, 'write').mockImplementation(() => true);
    try {
      const program = new Command().exitOverride();
      auditCommand(program);
      await program.parseAsync(['node', 'carepress', 'audit', ...args]);
      return written.mock.calls.map(([text]) => text).join('');
    } finally {
      written.mockRestore();
    }
  };

  it('finds the log whole, also as JSON and against a noted head', async () => {
    await record(1);
    const head = (await run('head')).trim();
    expect(head).toMatch(/^\d+:[0-9a-f]{64}$/);
    await record(1);
    expect(await run('verify', '--expect', head)).toContain('The audit log is whole');
    expect(JSON.parse(await run('verify', '--json'))).toMatchObject({ faults: [] });
    expect(process.exitCode).toBeUndefined();
    await expect(run('verify', '--expect', 'nonsense')).rejects.toThrow('"nonsense" is no head');
  });

  it('says no, with exit code 1, to a head that the chain never had', async () => {
    const told = await run('verify', '--expect', `1:${'a'.repeat(64)}`);
    expect(told).toContain('The audit log is not what was written.');
    expect(process.exitCode).toBe(1);
    process.exitCode = undefined;
  });

  it('writes lines that anybody can check, and never over a file', async () => {
    const file = join(folder, 'audit.jsonl');
    await run('export', file);
    const lines = (await readFile(file, 'utf8')).trim().split('\n');
    let before = '0'.repeat(64);
    for (const line of lines) {
      const { previousHash, hash, text } = JSON.parse(line) as Record<string, string>;
      expect(previousHash).toBe(before);
      expect(createHash('sha256').update(`${previousHash}\n${text}`).digest('hex')).toBe(hash);
      before = hash!;
    }
    expect((await run('head')).trim()).toBe(`${lines.length}:${before}`);
    await expect(run('export', file)).rejects.toThrow('exists. Give the name of a new file.');
    await expect(run('export', folder)).rejects.toThrow(/exists|could not be written/);
  });
});
