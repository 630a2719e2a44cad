import { Args, Context, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { type CredentialRow, type PersonRow, Policy, Sites } from '#identity';
import { type LicenceRow, Licences } from '#oversight';
import { connectionOf, decodeTimeCursor, encodeCursor, pageSize } from '../connection.js';
import type { ManagementContext } from '../context.js';

const DAY_MS = 86_400_000;
/** Later than any licence ends. */
const EVER = new Date('9999-01-01T00:00:00Z');

interface LicenceArgs {
  readonly site: string;
  readonly withinDays?: number | null;
  readonly first?: number | null;
  readonly after?: string | null;
}

@Resolver()
export class LicenceQueries {
  constructor(
    private readonly reader: Licences,
    private readonly policy: Policy,
    private readonly sites: Sites,
  ) {}

  @Query('licences')
  async licences(@Args() { site, withinDays, first, after }: LicenceArgs, @Context() { actor }: ManagementContext) {
    const found = await this.sites.bySlug(site);
    const allowed = found && actor && !this.policy.mayAt(actor, 'licence.read', found.id);
    const size = pageSize(first);
    const until = typeof withinDays === 'number' ? new Date(Date.now() + daysOf(withinDays) * DAY_MS) : EVER;
    const rows = allowed ? await this.reader.ofSite(found.id, until, size + 1, decodeTimeCursor(after)) : [];
    return connectionOf(rows, size, (row) => encodeCursor(row.validUntil.toISOString(), row.id), after);
  }
}

/** Days to look ahead, between 0 and ten years. */
function daysOf(given: number): number {
  return Math.min(Math.max(given, 0), 3_650);
}

@Resolver('LicenceAtSite')
export class LicenceAtSiteFields {
  @ResolveField('credential')
  credential(@Parent() row: LicenceRow): CredentialRow {
    return row;
  }

  @ResolveField('holder')
  holder(@Parent() row: LicenceRow, @Context() { loaders }: ManagementContext): Promise<PersonRow | null> {
    return loaders.person.load(row.userId);
  }
}
