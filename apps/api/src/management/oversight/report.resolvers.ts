import { Args, Context, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { type PersonRow, Policy, Sites } from '#identity';
import { type ReportPlace, type ReportRow, Reports, type TimeToApproval, type Workload } from '#oversight';
import { overdueTerms, type PublicationRow } from '#publishing';
import type { ApprovalRow } from '#review';
import { connectionOf, decodeTimeCursor, encodeCursor, pageSize } from '../connection.js';
import type { ManagementContext } from '../context.js';

interface PageArgs {
  readonly site: string;
  readonly withinDays?: number | null;
  readonly first?: number | null;
  readonly after?: string | null;
}

type Reading = (siteId: string, limit: number, after?: ReportPlace) => Promise<ReportRow[]>;

/** Days to look ahead: what was asked for, between 0 and ten years. */
function daysOf(given: number | null | undefined): number {
  return Math.min(Math.max(given ?? 60, 0), 3_650);
}

@Resolver()
export class ReportQueries {
  constructor(
    private readonly reports: Reports,
    private readonly policy: Policy,
    private readonly sites: Sites,
  ) {}

  @Query('reviewsOverdue')
  reviewsOverdue(@Args() args: PageArgs, @Context() context: ManagementContext) {
    return this.page(args, context, (siteId, limit, after) => this.reports.overdue(siteId, limit, after));
  }

  @Query('reviewsDueSoon')
  reviewsDueSoon(@Args() args: PageArgs, @Context() context: ManagementContext) {
    const days = daysOf(args.withinDays);
    return this.page(args, context, (siteId, limit, after) => this.reports.dueSoon(siteId, days, limit, after));
  }

  @Query('reviewsWithoutSpecialist')
  reviewsWithoutSpecialist(@Args() args: PageArgs, @Context() context: ManagementContext) {
    return this.page(args, context, (siteId, limit, after) => this.reports.withoutSpecialist(siteId, limit, after));
  }

  @Query('approvalsByEndingCredential')
  approvalsByEndingCredential(@Args() args: PageArgs, @Context() context: ManagementContext) {
    const days = daysOf(args.withinDays);
    return this.page(args, context, (siteId, limit, after) =>
      this.reports.credentialsEnding(siteId, days, limit, after),
    );
  }

  @Query('siteAsOf')
  siteAsOf(@Args() args: PageArgs & { at: Date }, @Context() context: ManagementContext) {
    return this.page(args, context, (siteId, limit, after) => this.reports.siteAsOf(siteId, args.at, limit, after));
  }

  @Query('reviewWorkload')
  async reviewWorkload(@Args('site') site: string, @Context() context: ManagementContext): Promise<Workload[]> {
    const siteId = await this.siteId(site, context);
    return siteId ? this.reports.workload(siteId) : [];
  }

  @Query('timeToApproval')
  async timeToApproval(
    @Args() { site, from, until }: { site: string; from: Date; until: Date },
    @Context() context: ManagementContext,
  ): Promise<TimeToApproval | null> {
    const siteId = await this.siteId(site, context);
    return siteId === null ? null : this.reports.timeToApproval(siteId, from, until);
  }

  private async page(args: PageArgs, context: ManagementContext, read: Reading) {
    const siteId = await this.siteId(args.site, context);
    const size = pageSize(args.first);
    const rows = siteId ? await read(siteId, size + 1, decodeTimeCursor(args.after)) : [];
    return connectionOf(rows, size, (row) => encodeCursor(row.at.toISOString(), row.publicationId), args.after);
  }

  private async siteId(slug: string, { actor }: ManagementContext): Promise<string | null> {
    const site = await this.sites.bySlug(slug);
    return site && actor && !this.policy.mayAt(actor, 'report.read', site.id) ? site.id : null;
  }
}

@Resolver('PublishedReview')
export class PublishedReviewFields {
  @ResolveField('publication')
  publication(@Parent() row: ReportRow, @Context() context: ManagementContext): Promise<PublicationRow | null> {
    return context.loaders.publication.load(row.publicationId);
  }

  @ResolveField('approval')
  async approval(@Parent() row: ReportRow, @Context() context: ManagementContext): Promise<ApprovalRow | null> {
    return row.approvalId === null ? null : context.loaders.approval.load(row.approvalId);
  }

  @ResolveField('graceEndsAt')
  graceEndsAt(@Parent() { riskClass, reviewDueAt }: ReportRow): Date {
    return overdueTerms(riskClass, reviewDueAt).graceEndsAt;
  }
}

@Resolver('ReviewWorkload')
export class ReviewWorkloadFields {
  @ResolveField('reviewer')
  reviewer(@Parent() row: Workload, @Context() context: ManagementContext): Promise<PersonRow | null> {
    return context.loaders.person.load(row.reviewerId);
  }
}
