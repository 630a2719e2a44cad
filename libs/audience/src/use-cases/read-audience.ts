import { Injectable } from '@nestjs/common';
import { Policy, type SiteRow, Sites } from '#identity';
import { Clock, isRefusal } from '#kernel';
import type { Actor } from '#platform';
import { parseEmailAddress } from '../domain/email-address.js';
import { type Segment, segmentFault } from '../domain/segment.js';
import {
  AudienceLists,
  type AudienceWeek,
  type ListedSubscriber,
  type ListedSuppression,
  type ListFilter,
  type TimePlace,
} from '../persistence/audience-lists.js';
import { type InterestCount, Interests } from '../persistence/interests.js';
import { type SegmentCounts, SegmentReader } from '../persistence/segment-reader.js';
import { type SuppressionReason, Suppressions } from '../persistence/suppressions.js';

/** What is asked of a list: an address is looked for exactly, by its keyed hash. */
export interface SubscriberQuery extends Omit<ListFilter, 'emailHash'> {
  readonly email?: string | null;
}

const MOST_WEEKS = 156;
/** No address has this hash: a search for what is no address finds nobody. */
const NOBODY = 'no address';

/** Reads an audience for people who look after it. Nothing for anybody else. */
@Injectable()
export class ReadAudience {
  constructor(
    private readonly policy: Policy,
    private readonly sites: Sites,
    private readonly lists: AudienceLists,
    private readonly segments: SegmentReader,
    private readonly interests: Interests,
    private readonly suppressions: Suppressions,
    private readonly clock: Clock,
  ) {}

  /** The site when the actor may read its audience. */
  async siteFor(actor: Actor | null, slug: string): Promise<SiteRow | null> {
    const site = actor && (await this.sites.bySlug(slug));
    return site && !this.policy.mayAt(actor, 'audience.read', site.id) ? site : null;
  }

  subscribersOf(site: SiteRow, query: SubscriberQuery, limit: number, after?: TimePlace): Promise<ListedSubscriber[]> {
    const { email, ...filter } = query;
    return this.lists.subscribers(site.id, { ...filter, emailHash: this.hashOf(site, email) }, limit, after);
  }

  suppressionsOf(
    site: SiteRow,
    query: { reason?: SuppressionReason | null; email?: string | null },
    limit: number,
    after?: { at: Date; key: string },
  ): Promise<ListedSuppression[]> {
    const filter = { reason: query.reason ?? null, emailHash: this.hashOf(site, query.email) };
    return this.lists.suppressions(site.id, filter, limit, after);
  }

  growthOf(site: SiteRow, weeks: number): Promise<AudienceWeek[]> {
    const number = Math.min(Math.max(1, weeks), MOST_WEEKS);
    return this.lists.growth(site.id, site.timeZone, number, this.clock.now());
  }

  sourcesOf(site: SiteRow): Promise<{ source: string; people: number }[]> {
    return this.lists.sources(site.id);
  }

  interestsOf(site: SiteRow): Promise<InterestCount[]> {
    return this.interests.counts(site.id);
  }

  /** Whom a segment reaches at this moment; null for what is no segment. */
  async segmentOf(site: { id: string }, segment: Segment): Promise<SegmentCounts | null> {
    return segmentFault(segment) ? null : this.segments.counts(site.id, segment);
  }

  private hashOf(site: SiteRow, email: string | null | undefined): string | null {
    if (!email) return null;
    const address = parseEmailAddress(email);
    return isRefusal(address) ? NOBODY : this.suppressions.hashOf(site.id, address.norm);
  }
}
