import 'reflect-metadata';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type INestApplicationContext, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Webhook } from 'standardwebhooks';
import {
  AddDestination,
  type AddedDestination,
  ChangeDestination,
  ChannelsModule,
  channelHandlers,
  channelSweeps,
  DeliveryLog,
  type DeliveryRow,
  Destinations,
  Resend,
  SteerDestination,
} from '#channels';
import { expectOk } from '#kernel';
import { PlatformModule, readSettings, type StaffActor } from '#platform';
import { type FixtureSite, insertPublication, insertSite } from '../support/published-fixture.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';
import { answering, startReceiver, type WebhookReceiver } from '../support/webhook-receiver.js';

describe('a destination in the long run', () => {
  let test: TestDatabase;
  let app: INestApplicationContext;
  let receiver: WebhookReceiver;
  let site: FixtureSite;
  let publisher: StaffActor;
  let sites = 0;

  beforeAll(async () => {
    test = await createTestDatabase();
    receiver = await startReceiver();
    const settings = readSettings({
      CAREPRESS_SECRET: 's'.repeat(40),
      CAREPRESS_ALLOW_HOSTS: receiver.host,
      LOG_LEVEL: 'silent',
    });
    @Module({
      imports: [PlatformModule.forRoot({ settings, databaseUrl: test.url, name: 'destinations' }), ChannelsModule],
    })
    class Root {}
    app = await NestFactory.createApplicationContext(Root, { logger: ['error'] });
  });
  afterAll(async () => {
    await app?.close();
    await receiver?.close();
    await test?.drop();
  });
  beforeEach(async () => {
    receiver.received.length = 0;
    receiver.answer = answering(204);
    sites += 1;
    site = await insertSite(test, { slug: `quay-${sites}` });
    await test.query("INSERT INTO membership (user_id, site_id, role) VALUES ($1, $2, 'publisher')", [
      site.authorId,
      site.id,
    ]);
    const memberships = [{ siteId: site.id, role: 'publisher' as const }];
    publisher = { kind: 'staff', userId: site.authorId, name: 'Ana Ruiz', memberships };
  });
  afterEach(() => test.query("UPDATE channel_destination SET state = 'disabled'"));

  const { signal } = new AbortController();
  const [planHandler, deliverHandler] = channelHandlers;
  const add = async (): Promise<AddedDestination> => {
    const input = { siteId: site.id, kind: 'webhook', name: 'Clinic site', url: receiver.url };
    return expectOk(await app.get(AddDestination).run(publisher, input)) as AddedDestination;
  };
  const publish = async (slug = `back-${sites}`) => {
    const publication = await insertPublication(test, site, { slug });
    await app.get(planHandler!).run({ publicationId: publication.id, operation: 'publish' } as never, { signal });
    return publication;
  };
  const deliver = (deliveryId: string) => app.get(deliverHandler!).run({ deliveryId } as never, { signal });
  const due = () => app.get(channelSweeps[0]!).run();
  const deliverDue = async () => {
    for (const { data } of await due()) await deliver((data as { deliveryId: string }).deliveryId);
  };
  const of = async (id: string) => (await app.get(Destinations).byId(id))!;
  const deliveries = (id: string): Promise<DeliveryRow[]> => app.get(DeliveryLog).ofDestination(id, 50);
  const hurry = () => test.query("UPDATE channel_delivery SET next_attempt_at = now() WHERE state = 'pending'");
  const wake = () => test.query('UPDATE channel_destination SET rests_until = NULL');

  it('is served by two secrets while one takes over from the other, and by the new one alone after a day', async () => {
    const { destination, secret: old } = await add();
    const rotated = expectOk(await app.get(ChangeDestination).rotateSecret(publisher, destination.id));
    const { secret: fresh } = rotated as { secret: string };
    await publish();
    await deliverDue();
    const verify = (secret: string, at: number) => {
      const { body, headers } = receiver.received[at]!;
      return new Webhook(secret).verify(body, headers as Record<string, string>);
    };
    expect(verify(old!, 0)).toEqual(verify(fresh, 0));
    await test.query("UPDATE channel_destination SET previous_until = now() - interval '1 second' WHERE id = $1", [
      destination.id,
    ]);
    await publish('other');
    await deliverDue();
    expect(verify(fresh, 1)).toBeTruthy();
    expect(() => verify(old!, 1)).toThrow();
  });

  it('rests after five failures, loses no attempt meanwhile, and is tried by one delivery first', async () => {
    receiver.answer = answering(500);
    const { destination } = await add();
    for (const slug of ['a', 'b', 'c', 'd', 'e', 'f', 'g']) await publish(`${slug}-${sites}`);
    await deliverDue();
    expect(await of(destination.id)).toMatchObject({ failures: 5 });
    expect((await of(destination.id)).restsUntil!.getTime()).toBeGreaterThan(Date.now() + 20_000);
    expect(receiver.received).toHaveLength(5);
    await hurry();
    expect(await due()).toEqual([]);
    await wake();
    const answers: (() => void)[] = [];
    receiver.answer = (_, response) => answers.push(() => response.writeHead(204).end());
    const waiting = (await deliveries(destination.id)).filter(({ state }) => state === 'pending');
    const tries = Promise.all(waiting.map(({ id }) => deliver(id)));
    while (answers.length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
    expect(receiver.received).toHaveLength(6);
    receiver.answer = answering(204);
    for (const send of answers) send();
    await tries;
    await deliverDue();
    expect(await of(destination.id)).toMatchObject({ failures: 0, failingSince: null, restsUntil: null });
    expect((await deliveries(destination.id)).every(({ state }) => state === 'succeeded')).toBe(true);
  });

  it('is switched off after five days of failures, with a notice, and goes on with what waited', async () => {
    receiver.answer = answering(500);
    const { destination } = await add();
    await publish();
    await test.query(
      "UPDATE channel_destination SET failures = 20, failing_since = now() - interval '5 days' WHERE id = $1",
      [destination.id],
    );
    await deliverDue();
    expect(await of(destination.id)).toMatchObject({ state: 'disabled', stateReason: 'failing' });
    const notices = await test.query('SELECT kind, user_id FROM staff_notice WHERE subject_id = $1', [destination.id]);
    expect(notices).toEqual([{ kind: 'destination.failing', user_id: site.authorId }]);
    receiver.answer = answering(204);
    expectOk(await app.get(SteerDestination).resume(publisher, destination.id));
    await hurry();
    await deliverDue();
    expect(await deliveries(destination.id)).toMatchObject([{ state: 'succeeded', attempts: 2 }]);
    expect(await of(destination.id)).toMatchObject({ state: 'enabled', stateReason: null, failures: 0 });
  });

  it('gets what ended again under the same id: one, or all of a span of time', async () => {
    const { destination, secret } = await add();
    for (const slug of ['one', 'two', 'three']) await publish(`${slug}-${sites}`);
    await deliverDue();
    const first = receiver.received.map(({ headers }) => headers['webhook-id']);
    const resend = app.get(Resend);
    const ids = [first[1] as string];
    expect(await resend.replay(publisher, { destinationId: destination.id, deliveryIds: ids })).toEqual({ count: 1 });
    await deliverDue();
    expect(receiver.received[3]!.headers['webhook-id']).toBe(first[1]);
    expect(receiver.received[3]!.body).toBe(receiver.received[1]!.body);
    const from = new Date(Date.now() - 3_600_000);
    expect(await resend.replay(publisher, { destinationId: destination.id, from })).toEqual({ count: 3 });
    expect(await resend.replay(publisher, { destinationId: destination.id, from })).toEqual({ count: 0 });
    await deliverDue();
    expect(new Set(receiver.received.slice(4).map(({ headers }) => headers['webhook-id']))).toEqual(new Set(first));
    const verified = receiver.received.map(({ body, headers }) => {
      return new Webhook(secret!).verify(body, headers as Record<string, string>);
    });
    expect(verified).toHaveLength(7);
    const rows = await deliveries(destination.id);
    expect(rows.map(({ replays }) => replays).sort()).toEqual([1, 1, 2]);
    expect(await resend.replay(publisher, { destinationId: destination.id })).toMatchObject({ code: 'INVALID_INPUT' });
  });

  it('has all its attempts again after a replay', async () => {
    receiver.answer = answering(500);
    const { destination } = await add();
    await publish();
    for (let attempt = 0; attempt < 10; attempt += 1) {
      await hurry();
      await wake();
      await deliverDue();
    }
    const [exhausted] = await deliveries(destination.id);
    expect(exhausted).toMatchObject({ state: 'exhausted', attempts: 10 });
    await app.get(Resend).replay(publisher, { destinationId: destination.id, deliveryIds: [exhausted!.id] });
    await wake();
    await deliverDue();
    expect(await deliveries(destination.id)).toMatchObject([{ state: 'pending', attempts: 11 }]);
    const [{ wait }] = (await test.query<{ wait: string }>(
      'SELECT extract(epoch FROM next_attempt_at - now()) AS wait FROM channel_delivery WHERE id = $1',
      [exhausted!.id],
    )) as [{ wait: string }];
    expect(Number(wait)).toBeLessThan(7);
  });

  it('is told what was lost on the way: the queue was emptied after the fact had been passed on', async () => {
    const { destination } = await add();
    await test.query("UPDATE channel_destination SET created_at = now() - interval '1 day' WHERE id = $1", [
      destination.id,
    ]);
    const liveFrom = new Date(Date.now() - 60_000);
    const lost = await insertPublication(test, site, { slug: `lost-${sites}`, liveFrom });
    const sweep = app.get(channelSweeps.find(({ name }) => name === 'FindUnplanned')!);
    const found = (await sweep.run()).filter(
      ({ data }) => (data as { publicationId: string }).publicationId === lost.id,
    );
    expect(found).toMatchObject([{ id: `plan-publish-${lost.id}`, data: { operation: 'publish' } }]);
    await app.get(planHandler!).run(found[0]!.data as never, { signal });
    await deliverDue();
    expect(receiver.received).toHaveLength(1);
    expect((await sweep.run()).map(({ id }) => id)).not.toContain(`plan-publish-${lost.id}`);
  });

  it('is tested with an event that says nothing', async () => {
    const { destination, secret } = await add();
    const { deliveryId } = expectOk(await app.get(Resend).test(publisher, destination.id)) as { deliveryId: string };
    await deliverDue();
    const { body, headers } = receiver.received[0]!;
    expect(new Webhook(secret!).verify(body, headers as Record<string, string>)).toMatchObject({
      type: 'test.sent',
      data: { site: site.slug, destinationId: destination.id },
    });
    expect(headers['webhook-id']).toBe(deliveryId);
    expect(await app.get(DeliveryLog).attemptsOf([deliveryId])).toMatchObject([{ outcome: 'accepted', status: 204 }]);
  });

  it('keeps what was answered for thirty days, and what was told for good', async () => {
    const { destination } = await add();
    await publish();
    await deliverDue();
    const [delivery] = await deliveries(destination.id);
    const prune = channelSweeps.find(({ name }) => name === 'PruneLog')!;
    await test.query("UPDATE channel_attempt SET at = now() - interval '29 days'");
    await app.get(prune).run();
    expect(await app.get(DeliveryLog).attemptsOf([delivery!.id])).toHaveLength(1);
    await test.query("UPDATE channel_attempt SET at = now() - interval '31 days'");
    await app.get(prune).run();
    expect(await app.get(DeliveryLog).attemptsOf([delivery!.id])).toEqual([]);
    expect(await deliveries(destination.id)).toHaveLength(1);
  });

  it('ends in the newest state at a receiver that keeps the largest number, whatever the order and however often', async () => {
    const { destination } = await add();
    const publication = await publish();
    await deliverDue();
    const told = receiver.received.map(({ body }) => JSON.parse(body) as { data: { sequence: number } });
    await app.get(Resend).replay(publisher, { destinationId: destination.id, from: new Date(0) });
    await deliverDue();
    expect(told[0]!.data.sequence).toBe(Number(publication.sequence));
    expect(receiver.received).toHaveLength(2);
  });
});
