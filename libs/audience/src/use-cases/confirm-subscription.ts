import { Injectable } from '@nestjs/common';
import { Clock, isRefusal, type Result } from '#kernel';
import { Database, type Tx } from '#platform';
import { ExpiredToken, InvalidToken } from '../domain/refusals.js';
import { AudienceTokens } from '../domain/tokens.js';
import { Consents } from '../persistence/consents.js';
import { type SubscriberRow, Subscribers } from '../persistence/subscribers.js';
import { Suppressions } from '../persistence/suppressions.js';

/** How long a confirmation link works. */
export const CONFIRM_WITHIN_MS = 48 * 3_600_000;

/** Whose link it is, and whether it has done its work already. */
export interface Confirmation {
  readonly subscriberId: string;
  readonly siteId: string;
  /** The person's own language. */
  readonly locale: string;
  readonly state: 'waiting' | 'confirmed';
}

type Answer = Result<Confirmation, InvalidToken | ExpiredToken>;

/** The second half of signing up: the person who owns the mailbox says yes. */
@Injectable()
export class ConfirmSubscription {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly subscribers: Subscribers,
    private readonly consents: Consents,
    private readonly suppressions: Suppressions,
    private readonly tokens: AudienceTokens,
  ) {}

  /** What a link would do. Changes nothing: mail scanners open every link. */
  async look(token: string, tx: Tx = this.database.client): Promise<Answer> {
    const person = await this.find(token, tx);
    if (isRefusal(person)) return person;
    const state = person.state === 'confirmed' ? 'confirmed' : 'waiting';
    return { subscriberId: person.id, siteId: person.siteId, locale: person.locale, state };
  }

  /** Confirms. Twice is as good as once. */
  async run(token: string): Promise<Answer> {
    return this.database.transaction(async (tx) => {
      const person = await this.find(token, tx);
      if (isRefusal(person)) return person;
      const at = this.clock.now();
      if (await this.subscribers.confirm(tx, person.id, at)) {
        const words = await this.consents.lastRequested(tx, person.id);
        await this.consents.record(tx, { ...words, subscriberId: person.id, kind: 'confirmed', at });
        await this.suppressions.liftOwn(tx, person.siteId, person.emailHash);
      }
      return { subscriberId: person.id, siteId: person.siteId, locale: person.locale, state: 'confirmed' };
    });
  }

  private async find(token: string, tx: Tx): Promise<SubscriberRow | InvalidToken | ExpiredToken> {
    if (!/^[\w-]{43}$/.test(token)) return new InvalidToken();
    const person = await this.subscribers.byConfirmHash(this.tokens.hash(token), tx);
    if (!person?.confirmAskedAt) return new InvalidToken();
    if (person.state === 'confirmed') return person;
    // Somebody who left is not brought back by an old link in the mailbox.
    if (person.state === 'unsubscribed') return new ExpiredToken();
    const age = this.clock.now().getTime() - person.confirmAskedAt.getTime();
    return age > CONFIRM_WITHIN_MS ? new ExpiredToken() : person;
  }
}
