import 'reflect-metadata';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Webhook } from 'standardwebhooks';
import { AddDestination, type AddedDestination, DeliveryLog } from '#channels';
import { expectOk } from '#kernel';
import { Outbox, OutboxRelay } from '#outbox';
import { ParkedJobs } from '#parked';
import { createLogger, createQueueDriver, Database, Heartbeat, readSettings, type StaffActor } from '#platform';
import { handlers, jobs, sweeps } from '../../apps/worker/src/registry.js';
import { routes } from '../../apps/worker/src/routes.js';
import { Worker } from '../../apps/worker/src/worker.js';
import { WorkerModule } from '../../apps/worker/src/worker.module.js';
import { type FixtureSite, insertPublication, insertSite, withdrawInSql } from '../support/published-fixture.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';

describe('channels in the running worker', () => {
  let test: TestDatabase;
  let app: INestApplicationContext;
  let worker: Worker;
  let receiver: Server;
  let url: string;
  const received: { id: string; type: string; sequence: number }[] = [];
  let failures = 0;
  let secret = '';

  beforeAll(async () => {
    test = await createTestDatabase();
    receiver = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const headers = request.headers as Record<string, string>;
      const event = new Webhook(secret).verify(Buffer.concat(chunks).toString(), headers) as {
        type: string;
        data: { sequence: number };
      };
      received.push({ id: headers['webhook-id']!, type: event.type, sequence: event.data.sequence });
      response.writeHead(failures-- > 0 ? 500 : 204).end();
    });
    await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
    const host = `127.0.0.1:${(receiver.address() as AddressInfo).port}`;
    url = `http://${host}/`;
    const settings = readSettings({
      CAREPRESS_SECRET: 's'.repeat(40),
      CAREPRESS_ALLOW_HOSTS: host,
      LOG_LEVEL: 'silent',
    });
    const platform = { settings, databaseUrl: test.url, name: 'channels worker' };
    app = await NestFactory.createApplicationContext(WorkerModule.forRoot(platform), { logger: ['error'] });
    // Prisma loads its compiler at the first query, and Jest lets nothing be loaded between two tests.
    await app.get(Database).client.$queryRaw`SELECT 1`;
    worker = new Worker({
      databaseUrl: test.url,
      queue: createQueueDriver({}, test.url),
      outbox: app.get(OutboxRelay),
      heartbeat: app.get(Heartbeat),
      parked: app.get(ParkedJobs, { strict: false }),
      registry: {
        jobs,
        handlers: handlers.map((handler) => app.get(handler, { strict: false })),
        sweeps: sweeps.map((sweep) => app.get(sweep, { strict: false })),
      },
      routes,
      logger: createLogger('channels worker', 'silent'),
    });
    await worker.start();
  });
  afterAll(async () => {
    await worker?.stop(2_000);
    await app?.close();
    receiver?.closeAllConnections();
    await new Promise((resolve) => receiver.close(resolve));
    await test?.drop();
  });

  const announce = (kind: string, publicationId: string, siteId: string) =>
    app.get(Database).transaction((tx) => new Outbox().append(tx, { kind, payload: { publicationId, siteId } }));
  const add = async (site: FixtureSite): Promise<AddedDestination> => {
    const memberships = [{ siteId: site.id, role: 'publisher' as const }];
    const actor: StaffActor = { kind: 'staff', userId: site.authorId, name: 'Ana Ruiz', memberships };
    const input = { siteId: site.id, kind: 'webhook', name: 'Clinic site', url };
    return expectOk(await app.get(AddDestination, { strict: false }).run(actor, input)) as AddedDestination;
  };
  const until = async (what: () => boolean | Promise<boolean>) => {
    for (const end = Date.now() + 20_000; !(await what()); ) {
      if (Date.now() > end) throw new Error('It did not happen within 20 s.');
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };

  it('tells a destination what went live and what was withdrawn, again after a failure, under one id', async () => {
    const site = await insertSite(test);
    secret = (await add(site)).secret!;
    failures = 1;
    const publication = await insertPublication(test, site);
    await announce('publication.went-live', publication.id, site.id);
    await until(() => received.length === 2);
    expect(received[0]).toMatchObject({ type: 'article.published', sequence: Number(publication.sequence) });
    expect(received[1]).toEqual(received[0]);

    await withdrawInSql(test, site, publication);
    await announce('publication.withdrawn', publication.id, site.id);
    await until(() => received.length === 3);
    expect(received[2]!.type).toBe('article.withdrawn');
    expect(received[2]!.sequence).toBeGreaterThan(received[0]!.sequence);

    const log = app.get(DeliveryLog, { strict: false });
    const finished = async () => (await log.ofPublications([publication.id])).map(({ state }) => state);
    await until(async () => (await finished()).every((state) => state === 'succeeded'));
    expect(await finished()).toHaveLength(2);
  });
});
