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

/** A language tag; undefined for anything else, which then counts as left out. */
const tag = (value: unknown) => (/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(text(value)) ? text(value) : undefined);

const text = (value: unknown) => (typeof value === 'string' ? value : '');

/** A field of a form that may come several times, once or not at all. What is no text is refused further in. */
export function listOf(value: unknown): readonly string[] {
  if (value === undefined || value === null || value === '') return [];
  return (Array.isArray(value) ? value : [value]) as string[];
}

/**
 * The sign-up form's address: fields `site` (its slug), `email`, `wording`, and if known `locale` (the reader's), `language`
 * (of the newsletter, where it is another), `formUrl` and, as often as wanted, `interests` (ids of topics and body regions).
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
    const fields = typeof request.body === 'object' && request.body !== null ? (request.body as Fields) : null;
    const limited = this.rateLimit.check(request.ip);
    const site = limited ? null : await this.siteOf(text(fields?.site));
    const answer = limited ?? (await this.accept(fields, site));
    const page = wantsPage(request);
    // Who reads the form: what it says of itself, else the site, else the browser.
    const asked = tag(fields?.locale) ?? site?.locale;
    if (isRefusal(answer)) {
      return page ? sendRefusalPage(reply, answer, asked) : sendRefusalJson(reply, answer, asked);
    }
    const locale = asked ?? answer.locale;
    const [title, message] = wordsFor(locale).signUpDone;
    if (page) return sendPage(reply, 200, { locale, site: answer, title, lines: [message] });
    reply.status(200).header('cache-control', 'no-store').send({ ok: true, message });
  }

  private siteOf(slug: string): Promise<SiteRow | null> {
    const possible = slug !== '' && slug.length <= 100 && !slug.includes('\0');
    return possible ? this.sites.bySlug(slug) : Promise.resolve(null);
  }

  private async accept(fields: Fields | null, site: SiteRow | null): Promise<SiteRow | No> {
    if (fields === null) {
      return new InvalidInput('body', 'Send the form as JSON or as form fields: site, email and wording.');
    }
    if (!site) return new NotFound('There is no site with this name. Send its short name in the field "site".');
    const answer = await this.signUp.run(site, {
      email: fields.email,
      locale: tag(fields.language) ?? tag(fields.locale),
      wording: text(fields.wording),
      formUrl: text(fields.formUrl) || null,
      interests: listOf(fields.interests),
    });
    return isRefusal(answer) ? answer : site;
  }
}
