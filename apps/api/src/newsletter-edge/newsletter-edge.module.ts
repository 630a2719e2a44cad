import { Module, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';
import { AudienceModule } from '#audience';
import { IdentityModule } from '#identity';
import { ConfirmController } from './confirm.controller.js';
import { RateLimit } from './rate-limit.js';
import { SignUpController } from './sign-up.controller.js';
import { UnsubscribeController } from './unsubscribe.controller.js';

/** What the public may do about newsletters over plain HTTP: sign up, confirm, leave. */
@Module({
  imports: [AudienceModule, IdentityModule],
  controllers: [SignUpController, ConfirmController, UnsubscribeController],
  providers: [RateLimit],
  exports: [RateLimit],
})
export class NewsletterEdgeModule implements OnModuleInit {
  constructor(private readonly http: HttpAdapterHost) {}

  /** RFC 8058 allows the one-click POST as multipart/form-data too. Its body says nothing we need: read and dropped. */
  onModuleInit(): void {
    const fastify = this.http.httpAdapter?.getInstance<FastifyInstance>();
    if (!fastify || fastify.hasContentTypeParser('multipart/form-data')) return;
    fastify.addContentTypeParser(
      'multipart/form-data',
      { parseAs: 'string', bodyLimit: 16_384 },
      async () => undefined,
    );
  }
}
