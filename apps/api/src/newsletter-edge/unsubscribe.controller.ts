import { Controller, Get, Param, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { type Departure, Unsubscribe } from '#audience';
import { Sites } from '#identity';
import { isRefusal, type Refusal } from '#kernel';
import { sendPage, sendRefusalPage } from './answers.js';
import { wordsFor } from './words.js';

/** Where a person's own page is: the link to leave, and one word more. */
export const preferencesPath = (token: string) => `/u/${token}/preferences`;

/**
 * The unsubscribe link (RFC 8058). A GET shows a page and changes nothing: mail scanners open every link. A POST
 * unsubscribes, from a mail program or from the page's button, without cookie, CSRF token or redirect, and as often as
 * it comes. There is no rate limit: large mail services post for many people from few addresses.
 */
@Controller('u')
export class UnsubscribeController {
  constructor(
    private readonly unsubscribe: Unsubscribe,
    private readonly sites: Sites,
  ) {}

  @Get(':token')
  async show(@Param('token') token: string, @Res() reply: FastifyReply): Promise<void> {
    await this.answer(reply, token, await this.unsubscribe.look(token));
  }

  @Post(':token')
  async act(@Param('token') token: string, @Res() reply: FastifyReply): Promise<void> {
    await this.answer(reply, token, await this.unsubscribe.run(token));
  }

  private async answer(reply: FastifyReply, token: string, result: Departure | Refusal): Promise<void> {
    if (isRefusal(result)) return sendRefusalPage(reply, result);
    const site = await this.sites.byId(result.siteId);
    const locale = result.locale === 'und' ? (site?.locale ?? 'en') : result.locale;
    const name = site?.name ?? '';
    const words = wordsFor(locale);
    const left = result.state === 'left';
    const [title, line] = left ? words.leaveDone : words.leaveAsk;
    sendPage(reply, 200, {
      locale,
      ...(site && { site }),
      title,
      lines: [line.replace('{site}', () => name)],
      link: left ? undefined : { label: words.preferences, href: preferencesPath(token) },
      button: left ? undefined : { label: words.leaveAsk[2], field: ['List-Unsubscribe', 'One-Click'] },
    });
  }
}
