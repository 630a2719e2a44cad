import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AudienceTokens, type Confirmation, ConfirmSubscription } from '#audience';
import { Sites } from '#identity';
import { isRefusal, type Refusal } from '#kernel';
import { sendPage, sendRefusalPage } from './answers.js';
import { RateLimit } from './rate-limit.js';
import { preferencesPath } from './unsubscribe.controller.js';
import { wordsFor } from './words.js';

/** A link that no issue carried. */
const NO_ISSUE = '00000000-0000-0000-0000-000000000000';

/** The link of a confirmation mail. Opening it shows a button; only the button confirms. */
@Controller('newsletter/confirm')
export class ConfirmController {
  constructor(
    private readonly confirm: ConfirmSubscription,
    private readonly sites: Sites,
    private readonly rateLimit: RateLimit,
    private readonly tokens: AudienceTokens,
  ) {}

  @Get(':token')
  async show(@Param('token') token: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.answer(reply, this.rateLimit.check(request.ip) ?? (await this.confirm.look(token)));
  }

  @Post(':token')
  async act(@Param('token') token: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.answer(reply, this.rateLimit.check(request.ip) ?? (await this.confirm.run(token)));
  }

  private async answer(reply: FastifyReply, result: Confirmation | Refusal): Promise<void> {
    if (isRefusal(result)) return sendRefusalPage(reply, result);
    const site = await this.sites.byId(result.siteId);
    const { locale } = result;
    const name = site?.name ?? '';
    const words = wordsFor(locale);
    if (result.state === 'confirmed') {
      const [title, line] = words.confirmDone;
      const { subscriberId } = result;
      const token = this.tokens.unsubscribe({ subscriberId, issueId: NO_ISSUE });
      const link = { label: words.preferences, href: preferencesPath(token) };
      return sendPage(reply, 200, { locale, ...(site && { site }), title, lines: [line], link });
    }
    const [title, line, label] = words.confirmAsk;
    sendPage(reply, 200, {
      locale,
      ...(site && { site }),
      title,
      lines: [line.replace('{site}', () => name)],
      button: { label },
    });
  }
}
