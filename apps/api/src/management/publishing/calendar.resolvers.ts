import { Args, Context, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Policy, Sites } from '#identity';
import { type CalendarEntry, CalendarReader, type PublicationRow } from '#publishing';
import type { ManagementContext } from '../context.js';

@Resolver()
export class CalendarQueries {
  constructor(
    private readonly calendar: CalendarReader,
    private readonly policy: Policy,
    private readonly sites: Sites,
  ) {}

  @Query('publishingCalendar')
  async publishingCalendar(
    @Args() { site: slug, from, until }: { site: string; from: Date; until: Date },
    @Context() { actor }: ManagementContext,
  ): Promise<CalendarEntry[]> {
    const site = await this.sites.bySlug(slug);
    const readable = site && actor && !this.policy.mayAt(actor, 'article.read', site.id);
    return readable ? this.calendar.between(site.id, from, until) : [];
  }
}

@Resolver('CalendarEntry')
export class CalendarEntryFields {
  @ResolveField('publication')
  publication(@Parent() entry: CalendarEntry, @Context() context: ManagementContext): Promise<PublicationRow | null> {
    return entry.publicationId ? context.loaders.publication.load(entry.publicationId) : Promise.resolve(null);
  }
}
