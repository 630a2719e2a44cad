import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ChangePreferences, EraseMyself, PauseSubscription, Unsubscribe } from '#audience';
import { InvalidInput, isRefusal, type Refusal } from '#kernel';
import { sendRefusalPage, statusOf } from './answers.js';
import { PreferencesView } from './preferences-view.js';
import { RateLimit } from './rate-limit.js';
import { listOf } from './sign-up.controller.js';

type Fields = Readonly<Record<string, unknown>>;
/** What one of the page's forms did. */
type Done = 'saved' | 'paused' | 'resumed' | 'left' | 'erased';

const text = (value: unknown) => (typeof value === 'string' ? value : '');

/**
 * A person's own page, by the link in a newsletter: what they want to hear about, a rest, leaving, and being erased. Plain
 * forms without a script. A GET changes nothing; a POST does what its form says, and shows the page as it is then.
 */
@Controller('u')
export class PreferencesController {
  constructor(
    private readonly changing: ChangePreferences,
    private readonly pausing: PauseSubscription,
    private readonly leaving: Unsubscribe,
    private readonly erasing: EraseMyself,
    private readonly view: PreferencesView,
    private readonly rateLimit: RateLimit,
  ) {}

  @Get(':token/preferences')
  async show(@Param('token') token: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const limited = this.rateLimit.check(request.ip);
    if (limited) return sendRefusalPage(reply, limited);
    await this.page(reply, token, {});
  }

  @Post(':token/preferences')
  async act(@Param('token') token: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const limited = this.rateLimit.check(request.ip);
    if (limited) return sendRefusalPage(reply, limited);
    const fields = typeof request.body === 'object' && request.body !== null ? (request.body as Fields) : {};
    const done = await this.carryOut(token, fields);
    await this.page(reply, token, isRefusal(done) ? { refusal: done } : { done });
  }

  private async carryOut(token: string, fields: Fields): Promise<Done | Refusal> {
    const told = async <T>(answer: Promise<T | Refusal>, done: Done) => {
      const it = await answer;
      return isRefusal(it) ? it : done;
    };
    switch (fields.do) {
      case 'save': {
        const input = { interests: listOf(fields.interests), locale: text(fields.locale) };
        return told(this.changing.run(token, input), 'saved');
      }
      case 'pause':
        return told(this.pausing.run(token, text(fields.until)), 'paused');
      case 'resume':
        return told(this.pausing.run(token, null), 'resumed');
      case 'leave':
        return told(this.leaving.run(token), 'left');
      case 'erase':
        if (fields.sure !== 'yes') return new InvalidInput('sure', 'Tick the box first: this cannot be taken back.');
        return told(this.erasing.run(token), 'erased');
      default:
        return new InvalidInput('do', 'Press one of the buttons of the page.');
    }
  }

  private async page(reply: FastifyReply, token: string, after: { done?: Done; refusal?: Refusal }): Promise<void> {
    const page = await this.view.render(token, after);
    if (isRefusal(page)) return sendRefusalPage(reply, page);
    reply
      .status(after.refusal ? statusOf(after.refusal) : 200)
      .headers(page.headers)
      .send(page.html);
  }
}
