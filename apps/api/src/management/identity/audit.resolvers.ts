import { Args, Context, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import {
  AuditChain,
  type AuditEntryRow,
  type AuditFilter,
  AuditReader,
  type PersonRow,
  Policy,
  type SiteRow,
  Sites,
} from '#identity';
import { isId } from '#kernel';
import { connectionOf, decodeNumberCursor, encodeCursor, pageSize } from '../connection.js';
import type { ManagementContext } from '../context.js';

interface AuditArgs {
  readonly site?: string | null;
  readonly filter?: Omit<AuditFilter, 'siteIds'> | null;
  readonly first?: number | null;
  readonly after?: string | null;
}

@Resolver()
export class AuditQueries {
  constructor(
    private readonly audit: AuditReader,
    private readonly policy: Policy,
    private readonly sites: Sites,
    private readonly chain: AuditChain,
  ) {}

  @Query('auditChain')
  async auditChain(@Context() { actor }: ManagementContext) {
    if (!actor || this.policy.sitesFor(actor, 'audit.read').length === 0) return null;
    const { lines, head, faults } = await this.chain.verify();
    return { lines, head: `${head.seq} ${head.hash}`, faults: faults.length };
  }

  @Query('auditEntries')
  async auditEntries(@Args() { site, filter, first, after }: AuditArgs, @Context() { actor }: ManagementContext) {
    const own = actor ? this.policy.sitesFor(actor, 'audit.read') : [];
    const one = site ? await this.sites.bySlug(site) : null;
    const siteIds = site ? own.filter((id) => id === one?.id) : own;
    const size = pageSize(first);
    const below = decodeNumberCursor(after);
    const rows = canMatch(filter)
      ? await this.audit.page({ ...filter, siteIds }, size + 1, below === undefined ? undefined : BigInt(below))
      : [];
    return connectionOf(rows, size, (row) => encodeCursor(Number(row.id)), after);
  }
}

const ACTION = /^[a-zA-Z][a-zA-Z.-]{0,79}$/;

/** An id or a name that is none matches nothing, and is not asked for: Postgres would refuse it as a bug of ours. */
function canMatch(filter: AuditArgs['filter']): boolean {
  const ids = [filter?.actorId, filter?.subjectId].every((id) => id == null || isId(id));
  return ids && (filter?.action == null || ACTION.test(filter.action));
}

@Resolver('AuditEntry')
export class AuditEntryFields {
  @ResolveField('id')
  id(@Parent() { id }: AuditEntryRow): string {
    return String(id);
  }

  @ResolveField('actor')
  actor(@Parent() { actorId }: AuditEntryRow, @Context() { loaders }: ManagementContext): Promise<PersonRow | null> {
    return actorId === null ? Promise.resolve(null) : loaders.person.load(actorId);
  }

  @ResolveField('site')
  site(@Parent() { siteId }: AuditEntryRow, @Context() { loaders }: ManagementContext): Promise<SiteRow | null> {
    return siteId === null ? Promise.resolve(null) : loaders.site.load(siteId);
  }
}
