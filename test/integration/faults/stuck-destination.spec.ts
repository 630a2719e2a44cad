import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type INestApplicationContext, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { AddDestination, ChannelsModule, channelHandlers, channelSweeps } from '#channels';
import { expectOk } from '#kernel';
import { PlatformModule, readSettings, type StaffActor } from '#platform';
import { type FixtureSite, insertPublication, insertSite } from '../../support/published-fixture.js';
import { createTestDatabase, type TestDatabase } from '../../support/test-database.js';
import { startReceiver, type WebhookReceiver } from '../../support/webhook-receiver.js';

const OTHERS = 20;
/** As many as one worker runs. */
const SLOTS = 32;
/** Destinations that hang; more than the share of those that failed last. */
const HANGING = 16;

describe('a destination that hangs', () => {
  let test: TestDatabase;
  let app: INestApplicationContext;
  let receiver: WebhookReceiver;
  /** Requests that nobody answers, at this moment and at most. */
  const hung = { now: 0, most: 0 };
  const told = new Set<string>();

  beforeAll(async () => {
    test = await createTestDatabase();
    receiver = await startReceiver();
    receiver.answer = ({ url }, response) => {
      if (url!.startsWith('/hangs')) {
        hung.now += 1;
        hung.most = Math.max(hung.most, hung.now);
        response.on('close', () => {
          hung.now -= 1;
        });
        return;
      }
      told.add(url!);
      response.writeHead(204).end();
    };
    const settings = readSettings({
      CAREPRESS_SECRET: 's'.repeat(40),
      CAREPRESS_ALLOW_HOSTS: receiver.host,
      LOG_LEVEL: 'silent',
    });
    @Module({ imports: [PlatformModule.forRoot({ settings, databaseUrl: test.url, name: 'stuck' }), ChannelsModule] })
    class Root {}
    app = await NestFactory.createApplicationContext(Root, { logger: ['error'] });
  });
  afterAll(async () => {
    await receiver?.close();
    await app?.close();
    await test?.drop();
  });

  const { signal } = new AbortController();
  const [planHandler, deliverHandler] = channelHandlers;
  const add = async (site: FixtureSite, path: string) => {
    const memberships = [{ siteId: site.id, role: 'publisher' as const }];
    const actor: StaffActor = { kind: 'staff', userId: site.authorId, name: 'Ana Ruiz', memberships };
    const url = `http://${receiver.host}/${path}`;
    return expectOk(await app.get(AddDestination).run(actor, { siteId: site.id, kind: 'webhook', name: path, url }));
  };
  const publish = async (site: FixtureSite, slug: string) => {
    const { id: publicationId } = await insertPublication(test, site, { slug });
    await app.get(planHandler!).run({ publicationId, operation: 'publish' } as never, { signal });
  };

  /** The places of one worker: each takes the next job as soon as it is free, and the sweep fills the queue. */
  async function workUntil(over: () => boolean): Promise<void> {
    const free = { places: SLOTS };
    for (const end = Date.now() + 200_000; !over(); await new Promise((resolve) => setTimeout(resolve, 20))) {
      if (Date.now() > end) throw new Error('It did not happen within 200 s.');
      const due = await app.get(channelSweeps[0]!).run();
      for (const { data } of due) {
        if (free.places === 0) break;
        free.places -= 1;
        void app
          .get(deliverHandler!)
          .run(data as never, { signal })
          .catch(() => undefined)
          .finally(() => {
            free.places += 1;
          });
      }
    }
  }

  it('takes two places of a worker and delays no other', async () => {
    const [stuck, other] = [await insertSite(test, { slug: 'stuck' }), await insertSite(test, { slug: 'other' })];
    await add(stuck, 'hangs');
    for (let n = 0; n < 10; n += 1) await publish(stuck, `waits-${n}`);
    for (let n = 0; n < OTHERS; n += 1) await add(other, `answers-${n}`);
    await publish(other, 'goes');
    await workUntil(() => told.size === OTHERS && hung.most > 0);
    expect(hung.most).toBeLessThanOrEqual(2);
  }, 220_000);

  it('shares, with all that failed last, less than half of the places', async () => {
    const [stuck, other] = [await insertSite(test, { slug: 'stuck-2' }), await insertSite(test, { slug: 'other-2' })];
    told.clear();
    hung.most = 0;
    for (let n = 0; n < HANGING; n += 1) await add(stuck, `hangs-${n}`);
    await test.query('UPDATE channel_destination SET failures = 1, failing_since = now() WHERE site_id = $1', [
      stuck.id,
    ]);
    for (let n = 0; n < 3; n += 1) await publish(stuck, `waits-again-${n}`);
    for (let n = 0; n < OTHERS; n += 1) await add(other, `answers-${n}`);
    await publish(other, 'goes-again');
    await workUntil(() => told.size === OTHERS && hung.most >= 12);
    // Twelve, and two of the destination that hung before.
    expect(hung.most).toBeLessThanOrEqual(14);
  }, 220_000);
});
