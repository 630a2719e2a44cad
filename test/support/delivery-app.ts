import type { Server } from 'node:http';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { DeliveryDatabase } from '#delivery';
import { PlatformModule, readSettings } from '#platform';
import { DeliveryApiModule } from '../../apps/api/src/delivery/delivery-api.module.js';
import { EhrEdgeModule } from '../../apps/api/src/ehr/ehr-edge.module.js';
import { HandoutEdgeModule } from '../../apps/api/src/handout/handout-edge.module.js';
import { answerUnreadable } from '../../apps/api/src/http/unreadable-request.js';

/** An answer of the endpoint, with what HTTP said. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into answers of any shape.
  readonly body: any;
}

/** The delivery API alone, on a port of its own, over real HTTP. */
export interface DeliveryApp {
  readonly url: string;
  readonly database: DeliveryDatabase;
  readonly server: Server;
  ask(query: string, variables?: Record<string, unknown>): Promise<Answer>;
  close(): Promise<void>;
}

async function answerOf(response: Response): Promise<Answer> {
  const text = await response.text();
  const json = (response.headers.get('content-type') ?? '').includes('json') && text !== '';
  return { status: response.status, headers: response.headers, body: json ? JSON.parse(text) : text };
}

/** Starts the delivery API on a database; `environment` as NODE_ENV would say it. */
export async function startDeliveryApp(
  databaseUrl: string,
  environment = 'test',
  more: Record<string, string> = {},
): Promise<DeliveryApp> {
  const settings = readSettings({
    NODE_ENV: environment,
    LOG_LEVEL: 'silent',
    CAREPRESS_SECRET: 'x'.repeat(32),
    ...more,
  });
  const platform = PlatformModule.forRoot({ settings, databaseUrl, name: 'test-api' });
  @Module({ imports: [platform, DeliveryApiModule, EhrEdgeModule, HandoutEdgeModule] })
  class TestApp {}
  const app = await NestFactory.create<NestFastifyApplication>(
    TestApp,
    new FastifyAdapter({ clientErrorHandler: answerUnreadable }),
    { logger: false },
  );
  await app.listen(0, '127.0.0.1');
  const url = `${(await app.getUrl()).replace('[::1]', '127.0.0.1')}/delivery/graphql`;
  return {
    url,
    database: app.get(DeliveryDatabase, { strict: false }),
    server: app.getHttpServer(),
    async ask(query, variables) {
      const headers = { 'content-type': 'application/json', connection: 'close' };
      return answerOf(await fetch(url, { method: 'POST', headers, body: JSON.stringify({ query, variables }) }));
    },
    close: () => app.close(),
  };
}

/** A question by GET, as a cache in front of the API sees it. */
export async function askByGet(url: string, query: string, headers: Record<string, string> = {}): Promise<Answer> {
  const address = `${url}?${new URLSearchParams({ query })}`;
  return answerOf(await fetch(address, { headers: { connection: 'close', ...headers } }));
}
