import { Injectable } from '@nestjs/common';
import { Clock, type Result } from '#kernel';
import { Database } from '#platform';
import { InvalidToken } from '../domain/refusals.js';
import { AudienceTokens } from '../domain/tokens.js';
import { Consents } from '../persistence/consents.js';
import { Subscribers } from '../persistence/subscribers.js';
import { Suppressions } from '../persistence/suppressions.js';

/** Whose link it is, and whether they are still written to. */
export interface Departure {
  readonly subscriberId: string;
  readonly siteId: string;
  /** The person's own language; `und` once they were erased. */
  readonly locale: string;
  readonly state: 'subscribed' | 'left';
}

const WORDING = 'Unsubscribed with the link in a newsletter.';

/** Takes somebody off the list, at once and for good until they ask again. */
@Injectable()
export class Unsubscribe {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly subscribers: Subscribers,
    private readonly consents: Consents,
    private readonly suppressions: Suppressions,
    private readonly tokens: AudienceTokens,
  ) {}

  /** What a link would do. Changes nothing. */
  async look(token: string): Promise<Result<Departure, InvalidToken>> {
    const claim = this.tokens.readUnsubscribe(token);
    const person = claim && (await this.subscribers.byId(claim.subscriberId));
    if (!person) return new InvalidToken();
    return { ...idsOf(person), state: hasLeft(person) ? 'left' : 'subscribed' };
  }

  /** Unsubscribes. Twice is as good as once: the ledger gets one line. */
  async run(token: string): Promise<Result<Departure, InvalidToken>> {
    const claim = this.tokens.readUnsubscribe(token);
    const person = claim && (await this.subscribers.byId(claim.subscriberId));
    if (!person) return new InvalidToken();
    await this.database.transaction(async (tx) => {
      const at = this.clock.now();
      if (!(await this.subscribers.unsubscribe(tx, person.id, at))) return;
      await this.suppressions.add(tx, person.siteId, person.emailHash, 'unsubscribed');
      const entry = { subscriberId: person.id, kind: 'withdrawn' as const, wording: WORDING, formUrl: null, at };
      await this.consents.record(tx, entry);
    });
    return { ...idsOf(person), state: 'left' };
  }
}

const idsOf = ({ id, siteId, locale }: { id: string; siteId: string; locale: string }) => ({
  subscriberId: id,
  siteId,
  locale,
});

const hasLeft = ({ state }: { state: string }) => state === 'unsubscribed' || state === 'erased';
