import { Injectable } from '@nestjs/common';
import type { Result } from '#kernel';
import { Database, type Tx } from '#platform';
import { InvalidToken, NotSubscribed } from '../domain/refusals.js';
import { AudienceTokens } from '../domain/tokens.js';
import { type SubscriberRow, Subscribers } from '../persistence/subscribers.js';

/** Lets a person change their own row by the link in a newsletter, one change at a time. */
@Injectable()
export class OwnPage {
  constructor(
    private readonly database: Database,
    private readonly subscribers: Subscribers,
    private readonly tokens: AudienceTokens,
  ) {}

  /** Runs `act` on the locked row of a confirmed person, in one transaction. */
  async change<T>(
    token: string,
    act: (tx: Tx, person: SubscriberRow) => Promise<T>,
  ): Promise<Result<T, InvalidToken | NotSubscribed>> {
    const claim = this.tokens.readUnsubscribe(token);
    if (!claim) return new InvalidToken();
    return this.database.transaction(async (tx) => {
      const person = await this.subscribers.lock(tx, claim.subscriberId);
      if (!person) return new InvalidToken();
      return person.state === 'confirmed' ? act(tx, person) : new NotSubscribed();
    });
  }
}
