import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { GOOD_CHECKLISTS } from '../support/checklists.js';
import { type RunningSystem, startSystem } from '../support/running-system.js';

describe('a killed process', () => {
  let system: RunningSystem;
  beforeAll(async () => {
    system = await startSystem();
  }, 120_000);
  afterAll(() => system?.stop(), 60_000);

  async function ask<T>(cookie: string, query: string, variables: Record<string, unknown>): Promise<T> {
    const response = await fetch(`${system.apiUrl}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie },
      body: JSON.stringify({ query, variables }),
    });
    const { data, errors } = (await response.json()) as { data: Record<string, T>; errors?: unknown };
    expect(errors).toBeUndefined();
    return Object.values(data)[0]!;
  }

  async function signIn(role: string): Promise<string> {
    const people = (await (await fetch(`${system.apiUrl}/demo/sign-ins`)).json()) as {
      role: string;
      email: string;
      password: string;
    }[];
    const { email, password } = people.find((person) => person.role === role)!;
    const response = await fetch(`${system.apiUrl}/api/auth/sign-in/email`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: system.apiUrl },
      body: JSON.stringify({ email, password }),
    });
    return response.headers
      .getSetCookie()
      .map((cookie) => cookie.split(';')[0])
      .join('; ');
  }

  /** A database session past the product: the test's own eyes. */
  async function rows<T extends pg.QueryResultRow>(sql: string): Promise<T[]> {
    const { port, password } = JSON.parse(await readFile(join(system.dataDir, 'postgres.json'), 'utf8')) as {
      port: number;
      password: string;
    };
    const client = new pg.Client({
      connectionString: `postgresql://carepress:${password}@127.0.0.1:${port}/carepress`,
    });
    await client.connect();
    try {
      return (await client.query<T>(sql)).rows;
    } finally {
      await client.end();
    }
  }

  async function until(holds: () => Promise<boolean>, what: string): Promise<void> {
    for (const end = Date.now() + 45_000; Date.now() < end; ) {
      if (await holds().catch(() => false)) return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error(`${what} did not come about. The system printed:\n${system.output()}`);
  }

  it('worker between approval and publication, then restarted: published once', async () => {
    const reviewer = await signIn('Clinical reviewer');
    const publisher = await signIn('Publisher');
    const cases = await ask<{ edges: { node: { id: string; contentHash: string; revision: { id: string } } }[] }>(
      reviewer,
      'query { openReviewCases { edges { node { id contentHash revision { id } } } } }',
      {},
    );
    const [{ node }] = cases.edges as [{ node: { id: string; contentHash: string; revision: { id: string } } }];
    const input = {
      caseId: node.id,
      contentHash: node.contentHash,
      statement: 'I read it all.',
      conflictOfInterest: 'none',
      checklists: GOOD_CHECKLISTS,
    };
    await ask(reviewer, 'mutation ($input: ApproveRevisionInput!) { approveRevision(input: $input) { __typename } }', {
      input,
    });
    // Due while no worker is alive: what the clock starts is the worker's.
    const publishAt = new Date(Date.now() + 1_500).toISOString();
    const scheduled = await ask<{ __typename: string; id: string }>(
      publisher,
      `mutation ($input: SchedulePublicationInput!) { schedulePublication(input: $input) {
         __typename ... on PublicationSchedule { id } ... on Refusal { code message } } }`,
      { input: { site: 'harbor', revisionId: node.revision.id, publishAt } },
    );
    expect(scheduled.__typename).toBe('PublicationSchedule');
    const { worker } = await system.pids();
    process.kill(worker!, 'SIGKILL');
    const count = async () =>
      (
        await rows<{ count: number }>(
          `SELECT count(*)::int AS count FROM publication WHERE schedule_id = '${scheduled.id}'`,
        )
      )[0]!.count;
    await until(async () => (await system.pids()).worker !== worker && (await count()) === 1, 'The publication');
    await until(
      async () => (await rows(`SELECT 1 FROM outbox_event WHERE state IN ('pending', 'leased')`)).length === 0,
      'An empty outbox',
    );
    expect(await count()).toBe(1);
    expect(await rows(`SELECT 1 FROM delivery_article WHERE revision_id = '${node.revision.id}'`)).toHaveLength(1);
  }, 120_000);

  it.each(['api', 'site', 'worker'])(
    '%s comes back by itself',
    async (name) => {
      const before = (await system.pids())[name]!;
      process.kill(before, 'SIGKILL');
      await until(async () => (await system.pids())[name] !== before, `A new ${name}`);
      await system.untilReady();
      await until(async () => (await fetch(`${system.siteUrl}/harbor/`)).ok, 'The site');
    },
    60_000,
  );

  it('database comes back, and everything with it', async () => {
    const pidFile = join(system.dataDir, 'postgres', 'postmaster.pid');
    const pid = Number((await readFile(pidFile, 'utf8')).split('\n')[0]);
    process.kill(pid, 'SIGKILL');
    await until(async () => (await rows('SELECT 1')).length === 1, 'The database');
    await until(async () => (await fetch(`${system.apiUrl}/health/ready`)).ok, 'Readiness');
    await until(async () => (await fetch(`${system.siteUrl}/harbor/`)).ok, 'The site');
  }, 120_000);

  it('launcher: the next start takes over, with all data', async () => {
    const { port, dataDir, launcher } = system;
    launcher.kill('SIGKILL');
    system = await startSystem({ port, dataDir });
    // The old processes may answer until the new launcher has ended them.
    await until(async () => (await fetch(`${system.siteUrl}/harbor/`)).ok, 'The site');
    await system.untilReady();
    expect(await rows('SELECT 1 FROM publication')).not.toEqual([]);
  }, 120_000);
});
