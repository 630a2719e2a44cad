import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { AddDestination, ArticlePages, channelHandlers, channelSweeps, DeliveryLog } from '#channels';
import { expectOk } from '#kernel';
import { readSettings, type StaffActor } from '#platform';
import { WorkerModule } from '../../apps/worker/src/worker.module.js';
import { FakeWordPress } from '../support/fake-wordpress.js';
import { insertPublishedArticle, insertSite, withdrawInSql } from '../support/published-fixture.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';

describe('WordPress in the process of the worker', () => {
  const wordpress = new FakeWordPress();
  let test: TestDatabase;
  let app: INestApplicationContext;

  beforeAll(async () => {
    test = await createTestDatabase();
    await wordpress.start();
    const settings = readSettings({
      CAREPRESS_SECRET: 's'.repeat(40),
      CAREPRESS_ALLOW_HOSTS: wordpress.host,
      LOG_LEVEL: 'silent',
    });
    const platform = { settings, databaseUrl: test.url, name: 'wordpress worker' };
    app = await NestFactory.createApplicationContext(WorkerModule.forRoot(platform), { logger: ['error'] });
  });
  afterAll(async () => {
    await app?.close();
    await wordpress.stop();
    await test?.drop();
  });

  it('gets the very text that the public reads, and loses it when it is withdrawn', async () => {
    const { signal } = new AbortController();
    const [planHandler, deliverHandler] = channelHandlers;
    const run = async (publicationId: string, operation: 'publish' | 'withdraw') => {
      await app.get(planHandler!, { strict: false }).run({ publicationId, operation } as never, { signal });
      for (const { data } of await app.get(channelSweeps[0]!, { strict: false }).run()) {
        await app.get(deliverHandler!, { strict: false }).run(data as never, { signal });
      }
    };
    const site = await insertSite(test);
    const memberships = [{ siteId: site.id, role: 'publisher' as const }];
    const actor: StaffActor = { kind: 'staff', userId: site.authorId, name: 'Ana Ruiz', memberships };
    const { destination } = expectOk(
      await app.get(AddDestination, { strict: false }).run(actor, {
        ...{ siteId: site.id, kind: 'wordpress', name: 'Blog', url: wordpress.url },
        ...{ settings: { username: 'carepress' }, secret: wordpress.password },
      }),
    );
    const publication = await insertPublishedArticle(test, site);
    const { siteId, articleId, locale } = publication;
    const page = await app.get(ArticlePages, { strict: false }).live({ siteId, articleId, locale });
    expect(page).toMatchObject({ sequence: publication.sequence, contentHash: publication.contentHash, topic: 'back' });

    await run(publication.id, 'publish');
    const log = app.get(DeliveryLog, { strict: false });
    const [delivery] = await log.ofDestination(destination.id, 1);
    expect(await log.attemptsOf([delivery!.id])).toMatchObject([{ outcome: 'accepted' }]);
    expect(wordpress.live).toMatchObject([{ title: publication.content.title, slug: publication.slug }]);
    expect(wordpress.live[0]!.content).toContain(page!.html);

    await withdrawInSql(test, site, publication);
    await run(publication.id, 'withdraw');
    expect(wordpress.live).toEqual([]);
    expect(await app.get(ArticlePages, { strict: false }).live({ siteId, articleId, locale })).toBeNull();
  });
});
