import { Controller, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type InvalidEmailAddress, SignUp } from '#audience';
import { type SiteRow, Sites } from '#identity';
import { InvalidInput, isRefusal, NotFound } from '#kernel';
import { sendPage, sendRefusalJson, sendRefusalPage, wantsPage } from './answers.js';
import { RateLimit, type TooManyRequests } from './rate-limit.js';
import { wordsFor } from './words.js';

type Fields = Readonly<Record<string, unknown>>;
type No = InvalidEmailAddress | InvalidInput | NotFound | TooManyRequests;

const text = (value: unknown) => (typeof value === 'string' ? value : '');

/** A field of a form that may come several times, once or not at all. What is no text is refused further in. */
export function listOf(value: unknown): readonly string[] {
  if (value === undefined || value === null || value === '') return [];
  return (Array.isArray(value) ? value : [value]) as string[];
}

/**
 * The sign-up form's address: fields `site` (its slug), `email`, `wording`, and if known `locale`, `formUrl` and, as often
 * as wanted, `interests` (ids of topics and body regions).
 */
@Controller('newsletter')
export class SignUpController {
  constructor(
    private readonly signUp: SignUp,
    private readonly sites: Sites,
    private readonly rateLimit: RateLimit,
  ) {}

  @Post('sign-up')
  async post(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const answer = await this.accept(request);
    const page = wantsPage(request);
    if (isRefusal(answer)) return page ? sendRefusalPage(reply, answer) : sendRefusalJson(reply, answer);
    const [title, message] = wordsFor(answer.locale).signUpDone;
    if (page) return sendPage(reply, 200, { locale: answer.locale, siteName: answer.name, title, lines: [message] });
    reply.status(200).header('cache-control', 'no-store').send({ ok: true, message });
  }

  private async accept(request: FastifyRequest): Promise<SiteRow | No> {
    const limited = this.rateLimit.check(request.ip);
    if (limited) return limited;
    if (typeof request.body !== 'object' || request.body === null) {
      return new InvalidInput('body', 'Send the form as JSON or as form fields: site, email and wording.');
    }
    const fields = request.body as Fields;
    const slug = text(fields.site);
    const site = slug.length <= 100 && !slug.includes('\0') ? await this.sites.bySlug(slug) : null;
    if (!site) return new NotFound('There is no site with this name. Send its short name in the field "site".');
    const answer = await this.signUp.run(site, {
      email: fields.email,
      locale: text(fields.locale) || undefined,
      wording: text(fields.wording),
      formUrl: text(fields.formUrl) || null,
      interests: listOf(fields.interests),
    });
    return isRefusal(answer) ? answer : site;
  }
}
