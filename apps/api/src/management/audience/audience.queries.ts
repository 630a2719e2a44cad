import { Args, Context, Query, Resolver } from '@nestjs/graphql';
import { type ListedSubscriber, type ListedSuppression, ReadAudience, type Segment } from '#audience';
import { isId } from '#kernel';
import {
  type Connection,
  connectionOf,
  decodeCursor,
  decodeTimeCursor,
  encodeCursor,
  pageSize,
} from '../connection.js';
import type { ManagementContext } from '../context.js';

interface PageArgs {
  readonly site: string;
  readonly first?: number | null;
  readonly after?: string | null;
}

type SubscribersArgs = PageArgs & {
  readonly filter?: {
    readonly state?: ListedSubscriber['state'] | null;
    readonly suppressed?: boolean | null;
    readonly interest?: string | null;
    readonly email?: string | null;
  } | null;
};

type SuppressionsArgs = PageArgs & {
  readonly filter?: { readonly reason?: ListedSuppression['reason'] | null; readonly email?: string | null } | null;
};

/** A row of a list with the site it is shown at. */
export type AtSite<T> = T & { readonly siteId: string };

/** A segment as it comes in: what is left out is everybody. */
export const segmentFrom = ({ locale, interests, withoutInterests }: Partial<Segment>): Segment => {
  return { locale: locale ?? null, interests: interests ?? [], withoutInterests: withoutInterests ?? false };
};

@Resolver()
export class AudienceQueries {
  constructor(private readonly audience: ReadAudience) {}

  @Query('subscribers')
  async subscribers(
    @Args() { site: slug, filter, first, after }: SubscribersArgs,
    @Context() { actor }: ManagementContext,
  ): Promise<Connection<AtSite<ListedSubscriber>>> {
    const site = await this.audience.siteFor(actor, slug);
    const size = pageSize(first);
    const query = { ...filter, interest: isId(filter?.interest) ? filter.interest : null };
    const mayMatch = site && (!filter?.interest || isId(filter.interest));
    const rows = mayMatch ? await this.audience.subscribersOf(site, query, size, decodeTimeCursor(after)) : [];
    const cursorOf = ({ createdAt, id }: ListedSubscriber) => encodeCursor(createdAt.toISOString(), id);
    return connectionOf(
      rows.map((row) => ({ ...row, siteId: site!.id })),
      size,
      cursorOf,
      after,
    );
  }

  @Query('suppressions')
  async suppressions(
    @Args() { site: slug, filter, first, after }: SuppressionsArgs,
    @Context() { actor }: ManagementContext,
  ): Promise<Connection<ListedSuppression>> {
    const site = await this.audience.siteFor(actor, slug);
    const size = pageSize(first);
    const rows = site ? await this.audience.suppressionsOf(site, filter ?? {}, size, placeOf(after)) : [];
    return connectionOf(rows, size, ({ createdAt, key }) => encodeCursor(createdAt.toISOString(), key), after);
  }

  @Query('audienceGrowth')
  async growth(
    @Args() { site: slug, weeks }: { site: string; weeks?: number | null },
    @Context() { actor }: ManagementContext,
  ) {
    const site = await this.audience.siteFor(actor, slug);
    return site && this.audience.growthOf(site, weeks ?? 26);
  }

  @Query('audienceSources')
  async sources(@Args('site') slug: string, @Context() { actor }: ManagementContext) {
    const site = await this.audience.siteFor(actor, slug);
    return site && this.audience.sourcesOf(site);
  }

  @Query('audienceInterests')
  async interests(@Args('site') slug: string, @Context() { actor }: ManagementContext) {
    const site = await this.audience.siteFor(actor, slug);
    if (!site) return null;
    const counts = await this.audience.interestsOf(site);
    return counts.map(({ term, people }) => ({ people, term: { ...term, hereId: site.id } }));
  }

  @Query('segmentCounts')
  async segmentCounts(
    @Args() { site: slug, segment }: { site: string; segment: Partial<Segment> },
    @Context() { actor }: ManagementContext,
  ) {
    const site = await this.audience.siteFor(actor, slug);
    return site && this.audience.segmentOf(site, segmentFrom(segment));
  }
}

/** The place of a cursor of the suppression list; undefined for anything we did not make. */
function placeOf(cursor: string | null | undefined): { at: Date; key: string } | undefined {
  const [time, key] = decodeCursor(cursor) ?? [];
  const at = typeof time === 'string' ? new Date(time) : undefined;
  const good = at && !Number.isNaN(at.getTime()) && typeof key === 'string' && /^[\da-f]{1,64}$/.test(key);
  return good ? { at, key } : undefined;
}
