import { Injectable } from '@nestjs/common';
import type { Result } from '#kernel';
import { Database } from '#platform';
import { InvalidToken } from '../domain/refusals.js';
import { AudienceTokens } from '../domain/tokens.js';
import { Subscribers } from '../persistence/subscribers.js';
import { ForgetPerson } from './forget-person.js';

/** A person has everything about them taken away, by the link in a newsletter. Twice is as good as once. */
@Injectable()
export class EraseMyself {
  constructor(
    private readonly database: Database,
    private readonly subscribers: Subscribers,
    private readonly forget: ForgetPerson,
    private readonly tokens: AudienceTokens,
  ) {}

  async run(token: string): Promise<Result<true, InvalidToken>> {
    const claim = this.tokens.readUnsubscribe(token);
    const person = claim && (await this.subscribers.byId(claim.subscriberId));
    if (!person) return new InvalidToken();
    if (person.state !== 'erased') await this.database.transaction((tx) => this.forget.run(tx, person));
    return true;
  }
}
