import { existsSync } from 'node:fs';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { InvalidToken } from '#audience';
import { type PlatformOptions, projectPath } from '#platform';
import { AppModule } from './app.module.js';
import { addSecurityHeaders, serveAdmin } from './http/admin-ui.js';
import { answerBadAddress, isOpenedLink } from './http/bad-address.js';
import { answerUnreadable } from './http/unreadable-request.js';
import { sendRefusalPage } from './newsletter-edge/answers.js';

/** Builds the API without listening. Whoever calls it closes it. */
export async function createApp(options: PlatformOptions): Promise<NestFastifyApplication> {
  // Behind a load balancer the sender's address stands in a header. Believed from named ones alone: whoever could write it
  // would sign in as often as they like.
  const trustProxy = [...options.settings.trustedProxies];
  const adapter = new FastifyAdapter({
    trustProxy,
    bodyLimit: 1_000_000,
    clientErrorHandler: answerUnreadable,
    // A mail program may cut or mangle a link: whoever opens it gets the page that any other wrong link has.
    frameworkErrors: (error: FastifyError, request: FastifyRequest, reply: FastifyReply) =>
      isOpenedLink(request) ? sendRefusalPage(reply, new InvalidToken()) : answerBadAddress(error, reply),
  });
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.forRoot(options), adapter, {
    logger: ['error', 'fatal'],
    abortOnError: false,
  });
  const fastify = app.getHttpAdapter().getInstance() as unknown as FastifyInstance;
  addSecurityHeaders(fastify);
  if (existsSync(projectPath('dist', 'admin', 'index.html'))) await serveAdmin(fastify);
  await app.init();
  return app;
}
