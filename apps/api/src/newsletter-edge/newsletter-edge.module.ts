import { Module, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';
import { AudienceModule } from '#audience';
import { IdentityModule } from '#identity';
import { NewsletterReportsModule } from '#newsletter';
import { ConfirmController } from './confirm.controller.js';
import { MailEventIntake } from './mail-events/intake.js';
import { MailEventsController } from './mail-events/mail-events.controller.js';
import { AmazonFetch, SnsVerifier } from './mail-events/sns.js';
import { PreferencesController } from './preferences.controller.js';
import { PreferencesView } from './preferences-view.js';
import { RateLimit } from './rate-limit.js';
import { SignUpController } from './sign-up.controller.js';
import { UnsubscribeController } from './unsubscribe.controller.js';

/** What comes about newsletters over plain HTTP: people sign up, confirm and leave, mail servers report. */
@Module({
  imports: [AudienceModule, IdentityModule, NewsletterReportsModule],
  controllers: [
    SignUpController,
    ConfirmController,
    MailEventsController,
    PreferencesController,
    UnsubscribeController,
  ],
  providers: [AmazonFetch, MailEventIntake, PreferencesView, RateLimit, SnsVerifier],
  exports: [RateLimit],
})
export class NewsletterEdgeModule implements OnModuleInit {
  constructor(private readonly http: HttpAdapterHost) {}

  /** RFC 8058 allows the one-click POST as multipart/form-data too. Its body says nothing we need: read and dropped. */
  onModuleInit(): void {
    const fastify = this.http.httpAdapter?.getInstance<FastifyInstance>();
    // A report is a message as it came: eight-bit bytes, each one character. SNS sends its JSON as plain text.
    if (fastify && !fastify.hasContentTypeParser('message/rfc822')) {
      fastify.addContentTypeParser(
        'message/rfc822',
        { parseAs: 'buffer' },
        async (_request: unknown, body: string | Buffer) => body.toString('latin1'),
      );
    }
    if (!fastify || fastify.hasContentTypeParser('multipart/form-data')) return;
    fastify.addContentTypeParser(
      'multipart/form-data',
      { parseAs: 'string', bodyLimit: 16_384 },
      async () => undefined,
    );
  }
}
