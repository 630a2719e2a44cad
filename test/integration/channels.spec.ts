import 'reflect-metadata';
import { createServer, type IncomingHttpHeaders, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type INestApplicationContext, Module, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Webhook } from 'standardwebhooks';
import {
  AddDestination,
  type AddedDestination,
  ChannelsModule,
  channelHandlers,
  channelSweeps,
  DeliveryLog,
  type DeliveryRow,
  Destinations,
  SteerDestination,
} from '#channels';
import { expectOk } from '#kernel';
import { type JobHandler, PlatformModule, readSettings, type StaffActor } from '#platform';
import type { LivePublication } from '#publishing';
import { type FixtureSite, insertPublication, insertSite, withdrawInSql } from '../support/published-fixture.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';

interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

describe('channels', () => {
  let test: TestDatabase;
  let app: INestApplicationContext;
  let receiver: Server;
  let url: string;
  let received: Received[];
  let answer: RequestListener;
  let site: FixtureSite;
  let publisher: StaffActor;
  let publication: LivePublication;
  let sites = 0;
  let stopping: AbortController;

  beforeAll(async () => {
    test = await createTestDatabase();
    receiver = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      received.push({ headers: request.headers, body: Buffer.concat(chunks).toString() });
      answer(request, response);
    });
    await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
    const host = `127.0.0.1:${(receiver.address() as AddressInfo).port}`;
    url = `http://${host}/hook`;
    const settings = readSettings({
      CAREPRESS_SECRET: 's'.repeat(40),
      CAREPRESS_ALLOW_HOSTS: host,
      LOG_LEVEL: 'silent',
    });
    @Module({
      imports: [PlatformModule.forRoot({ settings, databaseUrl: test.url, name: 'channels' }), ChannelsModule],
    })
    class Root {}
    app = await NestFactory.createApplicationContext(Root, { logger: ['error'] });
  });
  afterAll(async () => {
    await app?.close();
    receiver?.closeAllConnections();
    await new Promise((resolve) => receiver.close(resolve));
    await test?.drop();
  });

  beforeEach(async () => {
    received = [];
    stopping = new AbortController();
    answer = (_, response) => response.end('thank you');
    sites += 1;
    site = await insertSite(test, { slug: `harbor-${sites}` });
    publisher = {
      kind: 'staff',
      userId: site.authorId,
      name: 'Ana Ruiz',
      memberships: [{ siteId: site.id, role: 'publisher' }],
    };
    publication = await insertPublication(test, site, { slug: `back-pain-${sites}` });
  });
  afterEach(async () => {
    await test.query("UPDATE channel_destination SET state = 'disabled'");
  });

  const [planHandler, deliverHandler] = channelHandlers;
  const handlerOf = (type: Type<unknown>) => app.get(type) as JobHandler;
  const addTo = (to = url, actor = publisher) =>
    app.get(AddDestination).run(actor, { siteId: site.id, kind: 'webhook', name: 'Clinic site', url: to });
  const add = async (): Promise<AddedDestination> => expectOk(await addTo()) as AddedDestination;
  const plan = (operation: 'publish' | 'withdraw' = 'publish', publicationId = publication.id) =>
    handlerOf(planHandler!).run({ publicationId, operation }, { signal: stopping.signal });
  const deliver = (deliveryId: string) => handlerOf(deliverHandler!).run({ deliveryId }, { signal: stopping.signal });
  const due = () => app.get(channelSweeps[0]!).run();
  const deliverDue = async () => {
    for (const { data } of await due()) await deliver((data as { deliveryId: string }).deliveryId);
  };
  const deliveries = (): Promise<DeliveryRow[]> => app.get(DeliveryLog).ofPublications([publication.id]);
  const attempts = async () => app.get(DeliveryLog).attemptsOf((await deliveries()).map(({ id }) => id));
  const makeDue = async () => {
    await test.query("UPDATE channel_delivery SET next_attempt_at = now() WHERE state = 'pending'");
    await test.query('UPDATE channel_destination SET rests_until = NULL');
  };
  const secondsUntilNext = async () =>
    Number(
      (
        await test.query<{ wait: string }>(
          `SELECT extract(epoch FROM next_attempt_at - now()) AS wait FROM channel_delivery
            WHERE publication_id = $1`,
          [publication.id],
        )
      )[0]!.wait,
    );
  const status =
    (code: number, headers: Record<string, string> = {}): RequestListener =>
    (_, response) =>
      response.writeHead(code, headers).end(`answer ${code}`);

  describe('a destination', () => {
    it('is added with a secret that is shown once and kept encrypted', async () => {
      const { destination, secret: shown } = await add();
      const secret = shown!;
      expect(destination).toMatchObject({ siteId: site.id, kind: 'webhook', url, state: 'enabled' });
      const [row] = await test.query<{ secret: string }>('SELECT secret FROM channel_destination WHERE id = $1', [
        destination.id,
      ]);
      expect(row!.secret).toMatch(/^v1\./);
      const listed = JSON.stringify(await app.get(Destinations).ofSite(site.id));
      for (const text of [row!.secret, listed]) expect(text).not.toContain(secret.slice(6));
      const audit = await test.query('SELECT action, data FROM audit_entry WHERE site_id = $1', [site.id]);
      expect(audit).toEqual([{ action: 'destination.added', data: {} }]);
    });

    it.each([
      ['http://192.168.1.4/hook', 'DESTINATION_REFUSED'],
      ['http://localhost:9/hook', 'DESTINATION_REFUSED'],
      ['https://me:pass@example.org/hook', 'DESTINATION_REFUSED'],
      ['nonsense', 'DESTINATION_REFUSED'],
    ])('is refused at %s', async (bad, code) => {
      expect(await addTo(bad)).toMatchObject({ code });
      expect(await app.get(Destinations).ofSite(site.id)).toEqual([]);
    });

    it('is refused to who may not manage it, without a name, and of an unknown kind', async () => {
      const author: StaffActor = { ...publisher, memberships: [{ siteId: site.id, role: 'author' }] };
      expect(await addTo(url, author)).toMatchObject({ code: 'NOT_ALLOWED' });
      const use = app.get(AddDestination);
      const input = { siteId: site.id, kind: 'webhook', name: 'Clinic', url };
      expect(await use.run(publisher, { ...input, name: '  ' })).toMatchObject({
        code: 'INVALID_INPUT',
        field: 'name',
      });
      expect(await use.run(publisher, { ...input, kind: 'pigeon' })).toMatchObject({ code: 'DESTINATION_REFUSED' });
      expect(await use.run(publisher, { ...input, siteId: 'x' })).toMatchObject({ code: 'NOT_FOUND' });
      const { destination } = await add();
      expect(await app.get(SteerDestination).pause(author, destination.id)).toMatchObject({ code: 'NOT_ALLOWED' });
      expect(await app.get(SteerDestination).pause(publisher, site.id)).toMatchObject({ code: 'NOT_FOUND' });
    });

    it('misses nothing while it is paused', async () => {
      const { destination } = await add();
      const steer = app.get(SteerDestination);
      expect(await steer.pause(publisher, destination.id)).toMatchObject({ state: 'paused' });
      expect(await steer.pause(publisher, destination.id)).toMatchObject({ code: 'DESTINATION_MOVED_ON' });
      await plan();
      await deliverDue();
      await deliver((await deliveries())[0]!.id);
      expect(received).toHaveLength(0);
      await steer.resume(publisher, destination.id);
      await deliverDue();
      expect(received).toHaveLength(1);
    });
  });

  describe('a delivery', () => {
    it('is planned once for each destination of the site, however often the job runs', async () => {
      await add();
      await add();
      await Promise.all([plan(), plan(), plan()]);
      await plan();
      expect(await deliveries()).toHaveLength(2);
    });

    it('is signed so that an independent receiver verifies it, and carries no text', async () => {
      const secret = (await add()).secret!;
      await plan();
      await deliverDue();
      const { headers, body } = received[0]!;
      const event = new Webhook(secret).verify(body, headers as Record<string, string>);
      const [delivery] = await deliveries();
      expect(headers['webhook-id']).toBe(delivery!.id);
      expect(event).toEqual({
        type: 'article.published',
        timestamp: publication.liveFrom.toISOString(),
        data: {
          site: site.slug,
          locale: 'en-US',
          slug: publication.slug,
          articleId: publication.articleId,
          revisionId: publication.revisionId,
          contentHash: publication.contentHash,
          sequence: Number(publication.sequence),
          url: `https://clinic.example/en-US/${publication.slug}`,
          surrogateKeys: [
            `article-${publication.articleId}`,
            `article-${publication.articleId}-en-US`,
            `site-${site.slug}`,
          ],
        },
      });
      expect(() => new Webhook(secret).verify(`${body} `, headers as Record<string, string>)).toThrow();
      expect(delivery).toMatchObject({ state: 'succeeded', attempts: 1 });
      expect(await attempts()).toMatchObject([{ status: 200, outcome: 'accepted', excerpt: 'thank you' }]);
    });

    it('tells of a withdrawal with a newer number', async () => {
      const secret = (await add()).secret!;
      await expect(plan('withdraw')).rejects.toThrow('There is no publication');
      await withdrawInSql(test, site, publication);
      await plan('withdraw');
      await plan('publish');
      await deliverDue();
      const events = received.map(
        ({ body, headers }) =>
          new Webhook(secret).verify(body, headers as Record<string, string>) as {
            type: string;
            data: { sequence: number };
          },
      );
      expect(events.map(({ type }) => type)).toEqual(['article.withdrawn', 'article.published']);
      expect(events[0]!.data.sequence).toBeGreaterThan(events[1]!.data.sequence);
    });

    it('fault 18: is never told again after a success, and by one worker at a time', async () => {
      await add();
      await plan();
      const [{ id }] = (await deliveries()) as [DeliveryRow];
      await Promise.all([deliver(id), deliver(id), deliver(id)]);
      await deliver(id);
      await makeDue();
      await deliver(id);
      expect(received).toHaveLength(1);
      expect(await due()).toEqual([]);
    });

    it('goes again under the same id when its worker was killed', async () => {
      await add();
      await plan();
      const [{ id }] = (await deliveries()) as [DeliveryRow];
      await test.query(
        `UPDATE channel_delivery SET attempts = 1, leased_until = now() + interval '20 seconds' WHERE id = $1`,
        [id],
      );
      await deliver(id);
      expect([received.length, await due()]).toEqual([0, []]);
      await test.query(`UPDATE channel_delivery SET leased_until = now() - interval '1 second' WHERE id = $1`, [id]);
      await deliverDue();
      expect(received.map(({ headers }) => headers['webhook-id'])).toEqual([id]);
      expect(await deliveries()).toMatchObject([{ state: 'succeeded', attempts: 2 }]);
    });

    it('is tried ten times under one id, waits as the table says, and is then exhausted', async () => {
      answer = status(500);
      await add();
      await plan();
      const waits = [5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400];
      for (const wait of waits) {
        await deliverDue();
        const seconds = await secondsUntilNext();
        expect(seconds).toBeGreaterThan(wait * 0.8 - 2);
        expect(seconds).toBeLessThan(wait * 1.2 + 1);
        expect(await due()).toEqual([]);
        await makeDue();
      }
      await deliverDue();
      expect(await deliveries()).toMatchObject([{ state: 'exhausted', attempts: 10 }]);
      await makeDue();
      await deliver((await deliveries())[0]!.id);
      expect(new Set(received.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
      expect(received).toHaveLength(10);
      expect(await attempts()).toHaveLength(10);
    });

    it('ends when its last attempt never came to an end', async () => {
      await add();
      await plan();
      await test.query("UPDATE channel_delivery SET attempts = 10, leased_until = now() - interval '1 second'");
      expect(await due()).toEqual([]);
      expect(await deliveries()).toMatchObject([{ state: 'exhausted' }]);
    });

    it('waits as long as a busy destination asks', async () => {
      answer = status(429, { 'retry-after': '3600' });
      await add();
      await plan();
      await deliverDue();
      expect(await secondsUntilNext()).toBeGreaterThan(3_590);
      expect(await attempts()).toMatchObject([{ status: 429, outcome: 'throttled', excerpt: 'answer 429' }]);
    });

    it('fault 21: follows no redirect', async () => {
      answer = status(301, { location: 'http://169.254.169.254/latest/meta-data' });
      await add();
      await plan();
      await deliverDue();
      expect(received).toHaveLength(1);
      expect(await attempts()).toMatchObject([{ status: 301, outcome: 'redirected' }]);
      expect(await deliveries()).toMatchObject([{ state: 'pending', attempts: 1 }]);
    });

    it('ends, with all that waits, when its destination says that it is gone', async () => {
      answer = status(410);
      const { destination } = await add();
      await plan();
      const second = await insertPublication(test, site, { slug: 'second' });
      await plan('publish', second.id);
      await deliver((await deliveries())[0]!.id);
      expect(await app.get(Destinations).byId(destination.id)).toMatchObject({ state: 'disabled' });
      const all = await app.get(DeliveryLog).ofDestination(destination.id, 10);
      expect(all.map(({ state }) => state)).toEqual(['cancelled', 'cancelled']);
      await plan('publish', (await insertPublication(test, site, { slug: 'third' })).id);
      expect(await app.get(DeliveryLog).ofDestination(destination.id, 10)).toHaveLength(2);
    });

    it('does not reach a private address that stands in the table', async () => {
      const { destination } = await add();
      await test.query("UPDATE channel_destination SET url = 'http://0x7f.1:1/' WHERE id = $1", [destination.id]);
      await plan();
      await deliverDue();
      expect(await attempts()).toMatchObject([{ status: null, outcome: 'addressRefused' }]);
    });

    it('waits for its table when the fault is ours', async () => {
      const { destination } = await add();
      await test.query("UPDATE channel_destination SET secret = 'v1.spoilt.row' WHERE id = $1", [destination.id]);
      await plan();
      await expect(deliverDue()).rejects.toThrow('does not open');
      expect(await attempts()).toMatchObject([{ outcome: 'failedHere' }]);
      expect(await deliveries()).toMatchObject([{ state: 'pending', attempts: 1 }]);
    });

    it('is followed by the next one at its destination, until one is not accepted', async () => {
      await add();
      const more = await Promise.all([1, 2].map((n) => insertPublication(test, site, { slug: `next-${n}` })));
      for (const { id } of [publication, ...more]) await plan('publish', id);
      answer = (_, response) => response.writeHead(received.length === 2 ? 500 : 204).end();
      await deliver((await deliveries())[0]!.id);
      expect(received).toHaveLength(2);
      await deliverDue();
      expect(received).toHaveLength(3);
      expect(await due()).toEqual([]);
    });

    it('takes two of the workers at most, so that a slow destination leaves room for others', async () => {
      const answers: (() => void)[] = [];
      answer = (_, response) => answers.push(() => response.end());
      await add();
      const more = await Promise.all([1, 2, 3].map((n) => insertPublication(test, site, { slug: `more-${n}` })));
      await Promise.all([publication, ...more].map(({ id }) => plan('publish', id)));
      const ids = (await due()).map(({ data }) => (data as { deliveryId: string }).deliveryId);
      expect(ids).toHaveLength(4);
      stopping.abort();
      const running = Promise.all(ids.map((id) => deliver(id)));
      while (answers.length < 2) await new Promise((resolve) => setTimeout(resolve, 10));
      expect(await due()).toEqual([]);
      for (const send of answers) send();
      await running;
      expect(received).toHaveLength(2);
      expect(await due()).toHaveLength(2);
    });
  });
});
