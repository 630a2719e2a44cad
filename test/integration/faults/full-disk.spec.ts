import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type INestApplicationContext, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { AddDestination, ChannelsModule, channelHandlers, channelSweeps } from '#channels';
import { expectOk } from '#kernel';
import { PlatformModule, readSettings, type StaffActor } from '#platform';
import { PublishRevision } from '#publishing';
import { insertPublication, insertSite } from '../../support/published-fixture.js';
import { createTestDatabase, type TestDatabase } from '../../support/test-database.js';
import { startReceiver, type WebhookReceiver } from '../../support/webhook-receiver.js';
import { createWorld, type World } from '../../support/world.js';

/** Makes a table answer as Postgres does when its disk is full. */
async function fill(database: Pick<TestDatabase, 'query'>, table: string): Promise<void> {
  await database.query(`CREATE OR REPLACE FUNCTION disk_is_full() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = '53100'; END $$`);
  await database.query(
    `CREATE TRIGGER disk_is_full BEFORE INSERT ON ${table} FOR EACH ROW EXECUTE FUNCTION disk_is_full()`,
  );
}
const free = (database: Pick<TestDatabase, 'query'>, table: string) =>
  database.query(`DROP TRIGGER disk_is_full ON ${table}`);

describe('fault 16: the disk of the database is full', () => {
  describe('while a destination is told', () => {
    let test: TestDatabase;
    let app: INestApplicationContext;
    let receiver: WebhookReceiver;
    beforeAll(async () => {
      test = await createTestDatabase();
      receiver = await startReceiver();
      const env = { CAREPRESS_SECRET: 's'.repeat(40), CAREPRESS_ALLOW_HOSTS: receiver.host, LOG_LEVEL: 'silent' };
      const platform = PlatformModule.forRoot({
        settings: readSettings(env),
        databaseUrl: test.url,
        name: 'full disk',
      });
      @Module({ imports: [platform, ChannelsModule] })
      class Root {}
      app = await NestFactory.createApplicationContext(Root, { logger: ['error'] });
    });
    afterAll(async () => {
      await app?.close();
      await receiver?.close();
      await test?.drop();
    });

    it('nothing is told that could not be written down first, and all of it afterwards', async () => {
      const { signal } = new AbortController();
      const [planHandler, deliverHandler] = channelHandlers;
      const site = await insertSite(test);
      const memberships = [{ siteId: site.id, role: 'publisher' as const }];
      const actor: StaffActor = { kind: 'staff', userId: site.authorId, name: 'Ana Ruiz', memberships };
      expectOk(
        await app.get(AddDestination).run(actor, { siteId: site.id, kind: 'webhook', name: 'Site', url: receiver.url }),
      );
      const { id: publicationId } = await insertPublication(test, site);
      await app.get(planHandler!).run({ publicationId, operation: 'publish' } as never, { signal });
      const deliver = async () => {
        for (const { data } of await app.get(channelSweeps[0]!).run())
          await app.get(deliverHandler!).run(data as never, { signal });
      };
      await fill(test, 'channel_attempt');
      await expect(deliver()).rejects.toMatchObject({ message: expect.stringContaining('53100') });
      expect(receiver.received).toHaveLength(0);
      await free(test, 'channel_attempt');
      await deliver();
      expect(receiver.received).toHaveLength(1);
      expect(await test.query('SELECT state, attempts FROM channel_delivery')).toEqual([
        { state: 'succeeded', attempts: 1 },
      ]);
    });
  });

  describe('while somebody publishes', () => {
    let world: World;
    beforeAll(async () => {
      world = await createWorld();
    });
    afterAll(() => world?.close());

    it.each(['delivery_article', 'audit_entry', 'outbox_event'])(
      'nothing is half live when %s cannot be written',
      async (table) => {
        const [ana, maya, jo] = [
          await world.person('Ana', 'author'),
          await world.person('Maya', 'reviewer'),
          await world.person('Jo', 'publisher'),
        ];
        const revision = await world.article(ana);
        await world.approve(revision, ana, maya);
        const publish = () => world.get(PublishRevision).run(jo, { siteId: world.siteId, revisionId: revision.id });
        const state = async () =>
          world.database.query(
            `SELECT (SELECT count(*)::int FROM publication WHERE revision_id = $1) AS ledger,
                (SELECT count(*)::int FROM delivery_article WHERE revision_id = $1) AS shown`,
            [revision.id],
          );
        await fill(world.database, table);
        await expect(publish()).rejects.toThrow();
        expect(await state()).toEqual([{ ledger: 0, shown: 0 }]);
        await free(world.database, table);
        expectOk(await publish());
        expect(await state()).toEqual([{ ledger: 1, shown: 1 }]);
      },
    );
  });
});
