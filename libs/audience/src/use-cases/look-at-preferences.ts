import { Injectable } from '@nestjs/common';
import type { Result } from '#kernel';
import { Database } from '#platform';
import { TermReader, type TermRow } from '#taxonomy';
import { InvalidToken } from '../domain/refusals.js';
import { AudienceTokens } from '../domain/tokens.js';
import { Interests } from '../persistence/interests.js';
import { Subscribers } from '../persistence/subscribers.js';

/** What a person can see and change of themselves. The address is not in it: whoever has the link knows it or need not. */
export interface Preferences {
  readonly subscriberId: string;
  readonly siteId: string;
  readonly state: 'subscribed' | 'left';
  readonly locale: string;
  readonly pausedUntil: Date | null;
  readonly chosen: readonly string[];
  /** The topics and body regions to choose from. */
  readonly offered: readonly TermRow[];
}

const MOST_OFFERED = 60;

/** Reads a person's own page by the link in a newsletter. Changes nothing: mail scanners open every link. */
@Injectable()
export class LookAtPreferences {
  constructor(
    private readonly database: Database,
    private readonly subscribers: Subscribers,
    private readonly interests: Interests,
    private readonly terms: TermReader,
    private readonly tokens: AudienceTokens,
  ) {}

  async run(token: string): Promise<Result<Preferences, InvalidToken>> {
    const claim = this.tokens.readUnsubscribe(token);
    const person = claim && (await this.subscribers.byId(claim.subscriberId));
    if (!person) return new InvalidToken();
    const { id, siteId, locale } = person;
    const paused = person.pausedUntil && person.pausedUntil > (await this.now()) ? person.pausedUntil : null;
    const state = person.state === 'confirmed' ? 'subscribed' : 'left';
    const chosen = (await this.interests.of([id])).get(id) ?? [];
    const offered = state === 'left' ? [] : await this.offered(siteId, chosen);
    return { subscriberId: id, siteId, state, locale, pausedUntil: paused, chosen, offered };
  }

  /** What the site offers, and what the person chose before it was archived: they can still take it back. */
  private async offered(siteId: string, chosen: readonly string[]): Promise<TermRow[]> {
    const regions = await this.terms.page({ siteId, kind: 'bodyRegion', limit: MOST_OFFERED });
    const topics = await this.terms.page({ siteId, kind: 'topic', limit: MOST_OFFERED });
    const offered = [...regions.slice(0, MOST_OFFERED), ...topics.slice(0, MOST_OFFERED)];
    const missing = chosen.filter((id) => !offered.some((term) => term.id === id));
    return [...offered, ...(missing.length > 0 ? await this.terms.byIds(missing) : [])];
  }

  /** Pauses go by the database's clock, as the sending does. */
  private async now(): Promise<Date> {
    const rows = await this.database.client.$queryRaw<{ now: Date }[]>`SELECT now() AS now`;
    return rows[0]!.now;
  }
}
