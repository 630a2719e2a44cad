import { Injectable } from '@nestjs/common';
import { Clock, InvalidInput, isRefusal, type Result } from '#kernel';
import { Database, type Tx } from '#platform';
import { InvalidToken, NotSubscribed } from '../domain/refusals.js';
import { isLocale } from '../domain/segment.js';
import { AudienceTokens } from '../domain/tokens.js';
import { Consents } from '../persistence/consents.js';
import { Interests } from '../persistence/interests.js';
import { type SubscriberRow, Subscribers } from '../persistence/subscribers.js';

type No = InvalidToken | NotSubscribed | InvalidInput;

/** A rest is long enough for an illness or a journey, and short enough not to be a way of leaving. */
export const LONGEST_PAUSE_DAYS = 366;
const DAY_MS = 86_400_000;
const WORDING = 'Chosen on the page for preferences.';

/** A person changes what they get, by the link in a newsletter. Nobody else can, and nothing is sent because of it. */
@Injectable()
export class ChangePreferences {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly subscribers: Subscribers,
    private readonly interests: Interests,
    private readonly consents: Consents,
    private readonly tokens: AudienceTokens,
  ) {}

  /** Sets what the person wants to hear about, and in which language. The choice is kept in the ledger of consent. */
  async save(token: string, input: { interests: readonly string[]; locale: string }): Promise<Result<true, No>> {
    if (!isLocale(input.locale)) return new InvalidInput('locale', 'Choose one of the languages.');
    return this.change(token, async (tx, person) => {
      const wrong = await this.interests.fault(tx, person.siteId, input.interests);
      if (wrong) return wrong;
      const { id: subscriberId } = person;
      const interests = [...new Set(input.interests)].sort();
      await this.subscribers.choose(tx, subscriberId, { locale: input.locale });
      await this.interests.set(tx, subscriberId, interests);
      const at = this.clock.now();
      await this.consents.record(tx, { subscriberId, kind: 'changed', wording: WORDING, formUrl: null, interests, at });
      return true;
    });
  }

  /** Nothing is sent to the person before `until`; afterwards it goes on by itself. Null: it goes on now. */
  async pause(token: string, until: Date | null): Promise<Result<true, No>> {
    const now = this.clock.now().getTime();
    const good = until === null || (until.getTime() > now && until.getTime() <= now + LONGEST_PAUSE_DAYS * DAY_MS);
    if (!good) return new InvalidInput('until', `Choose a day after today, at most ${LONGEST_PAUSE_DAYS} days away.`);
    return this.change(token, async (tx, { id }) => {
      await this.subscribers.choose(tx, id, { pausedUntil: until });
      return true;
    });
  }

  private async change(
    token: string,
    act: (tx: Tx, person: SubscriberRow) => Promise<true | InvalidInput>,
  ): Promise<Result<true, No>> {
    const claim = this.tokens.readUnsubscribe(token);
    if (!claim) return new InvalidToken();
    return this.database.transaction(async (tx) => {
      const person = await this.subscribers.lock(tx, claim.subscriberId);
      if (!person) return new InvalidToken();
      if (person.state !== 'confirmed') return new NotSubscribed();
      const done = await act(tx, person);
      return isRefusal(done) ? done : true;
    });
  }
}
