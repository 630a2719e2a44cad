import 'reflect-metadata';
import { describe, expect, it, jest } from '@jest/globals';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { AdmitSubscribers } from '#audience';
import { CreateArticle, SaveRevision } from '#editing';
import { StaffAuth } from '#identity';
import { Database, readSettings } from '#platform';
import { PublishRevision } from '#publishing';
import { ApproveRevision } from '#review';
import { AppModule } from '../../apps/api/src/app.module.js';
import { DemoSeed } from '../../apps/api/src/demo/demo-seed.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';

/** Where a first start is cut off: before this call of this use case. */
const CUTS = [
  [StaffAuth, 'createStaff', 2],
  [CreateArticle, 'run', 1],
  [ApproveRevision, 'run', 2],
  [PublishRevision, 'run', 2],
  [SaveRevision, 'run', 1],
  [AdmitSubscribers, 'run', 1],
] as const;

/** What stands in the demo, without ids and dates. */
const STANDS = `
  SELECT 'article' AS kind, s.slug AS a, r.number::text AS b, coalesce(c.state, '-') AS c FROM article_slug s
    JOIN revision r ON r.article_id = s.article_id LEFT JOIN review_case c ON c.revision_id = r.id
  UNION ALL SELECT 'live', p.slug, t.slug, p.state FROM publication p JOIN site t ON t.id = p.site_id
  UNION ALL SELECT 'approval', c.state, a.title, '' FROM approval p JOIN review_case c ON c.id = p.case_id
    JOIN credential a ON a.id = p.credential_id
  UNION ALL SELECT 'member', u.email, t.slug, m.role FROM membership m JOIN staff_user u ON u.id = m.user_id
    JOIN site t ON t.id = m.site_id
  UNION ALL SELECT 'licence', licence_number, title, region FROM credential
  UNION ALL SELECT 'mark', action, actor_kind, '' FROM audit_entry WHERE action LIKE 'demo.%'
  UNION ALL SELECT 'subscriber', state, '', '' FROM subscriber
  ORDER BY 1, 2, 3, 4`;

async function open(database: TestDatabase): Promise<NestFastifyApplication> {
  const settings = readSettings({
    NODE_ENV: 'test',
    DATABASE_URL: database.url,
    CAREPRESS_SECRET: 'x'.repeat(32),
    LOG_LEVEL: 'silent',
  });
  const module = AppModule.forRoot({ settings, databaseUrl: database.url, name: 'demo spec' });
  return NestFactory.create<NestFastifyApplication>(module, new FastifyAdapter(), {
    logger: false,
    abortOnError: false,
  });
}

/** The demo's rows after a first start for each cut, and one that is left alone. */
async function seeded(cuts: typeof CUTS | readonly []): Promise<object[]> {
  const database = await createTestDatabase();
  const app = await open(database);
  try {
    const seed = app.get(DemoSeed, { strict: false });
    for (const [part, method, call] of cuts) {
      const given = app.get(part as never, { strict: false }) as Record<
        string,
        (...all: unknown[]) => Promise<unknown>
      >;
      const real = given[method]!.bind(given);
      let calls = 0;
      const spy = jest.spyOn(given as never, method as never) as unknown as {
        mockImplementation(it: unknown): void;
        mockRestore(): void;
      };
      spy.mockImplementation((...all: unknown[]) => {
        calls += 1;
        if (calls === call) throw new Error(`Cut off at ${method}.`);
        return real(...all);
      });
      await expect(seed.run()).rejects.toThrow('Cut off');
      spy.mockRestore();
    }
    await seed.run();
    await seed.run();
    return (await app.get(Database, { strict: false }).pool.query(STANDS)).rows;
  } finally {
    await app.close();
    await database.drop();
  }
}

describe('the first start of the demo', () => {
  it('is gone on with after it was cut off anywhere, and ends as if nothing had happened', async () => {
    const whole = await seeded([]);
    expect(whole.length).toBeGreaterThan(20);
    expect(await seeded(CUTS)).toEqual(whole);
  });
});
