import { Args, Context, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { ArticleReader, type ArticleRow, contentOf, type RevisionRow } from '#editing';
import { type PersonRow, Policy, Sites } from '#identity';
import { isId } from '#kernel';
import { Database } from '#platform';
import { type ClinicalChange, clinicalChanges } from '#quality';
import {
  type ApprovalRow,
  ApproveRevision,
  type ApproveRevisionInput,
  EndReview,
  RequestReview,
  type RequestReviewInput,
  type ReviewCaseRow,
  ReviewReader,
} from '#review';
import { connectionOf, decodeTimeCursor, encodeCursor, pageSize } from '../connection.js';
import { asActor, type ManagementContext } from '../context.js';
import { typed } from '../typed.js';
import { type GivenChecklist, listed, sheetOf } from './checklists.resolvers.js';

@Resolver()
export class ReviewQueries {
  constructor(
    private readonly reviews: ReviewReader,
    private readonly policy: Policy,
    private readonly sites: Sites,
  ) {}

  @Query('openReviewCases')
  async openReviewCases(
    @Args() args: { site?: string | null; first?: number | null; after?: string | null },
    @Context() { actor }: ManagementContext,
  ) {
    const own = actor ? this.policy.sitesFor(actor, 'article.read') : [];
    const site = args.site ? await this.sites.bySlug(args.site) : null;
    const siteIds = args.site ? own.filter((id) => id === site?.id) : own;
    const size = pageSize(args.first);
    const after = decodeTimeCursor(args.after);
    const rows = await this.reviews.openCasePage(siteIds, size + 1, after);
    const page = connectionOf(rows, size, (row) => encodeCursor(row.requestedAt.toISOString(), row.id), args.after);
    return { ...page, totalCount: () => this.reviews.countOpenCases(siteIds) };
  }

  @Query('reviewCase')
  async reviewCase(
    @Args('id') id: string,
    @Context() { actor, loaders }: ManagementContext,
  ): Promise<ReviewCaseRow | null> {
    const reviewCase = isId(id) ? await loaders.reviewCase.load(id) : null;
    const article = reviewCase && (await loaders.article.load(reviewCase.articleId));
    const seen = article && actor && !this.policy.mayAt(actor, 'article.read', article.siteId);
    return seen ? reviewCase : null;
  }
}

type GivenApproval = Omit<ApproveRevisionInput, 'checklists'> & {
  readonly checklists?: readonly GivenChecklist[] | null;
};

@Resolver()
export class ReviewMutations {
  constructor(
    private readonly requestUseCase: RequestReview,
    private readonly approveUseCase: ApproveRevision,
    private readonly endUseCase: EndReview,
  ) {}

  @Mutation('requestReview')
  requestReview(@Args('input') input: RequestReviewInput, @Context() context: ManagementContext) {
    return asActor(context, async (actor) => typed('ReviewCase', await this.requestUseCase.run(actor, input)));
  }

  @Mutation('approveRevision')
  approveRevision(@Args('input') input: GivenApproval, @Context() context: ManagementContext) {
    const checklists = input.checklists?.map(sheetOf);
    return asActor(context, async (actor) =>
      typed('Approval', await this.approveUseCase.run(actor, { ...input, checklists })),
    );
  }

  @Mutation('requestChanges')
  requestChanges(
    @Args('input') input: { caseId: string; note?: string | null; onlyMinorEdits?: boolean | null },
    @Context() context: ManagementContext,
  ) {
    return asActor(context, async (actor) => typed('ReviewCase', await this.endUseCase.requestChanges(actor, input)));
  }

  @Mutation('withdrawReviewCase')
  withdrawReviewCase(@Args('id') id: string, @Context() context: ManagementContext) {
    return asActor(context, async (actor) => typed('ReviewCase', await this.endUseCase.withdraw(actor, id)));
  }
}

@Resolver('ReviewCase')
export class ReviewCaseFields {
  constructor(
    private readonly articles: ArticleReader,
    private readonly database: Database,
  ) {}

  @ResolveField('article')
  article(@Parent() reviewCase: ReviewCaseRow, @Context() context: ManagementContext): Promise<ArticleRow | null> {
    return context.loaders.article.load(reviewCase.articleId);
  }

  @ResolveField('revision')
  revision(@Parent() reviewCase: ReviewCaseRow, @Context() context: ManagementContext): Promise<RevisionRow | null> {
    return context.loaders.revision.load(reviewCase.revisionId);
  }

  @ResolveField('requestedBy')
  requestedBy(@Parent() reviewCase: ReviewCaseRow, @Context() context: ManagementContext): Promise<PersonRow | null> {
    return context.loaders.person.load(reviewCase.requestedById);
  }

  @ResolveField('decidedBy')
  async decidedBy(
    @Parent() reviewCase: ReviewCaseRow,
    @Context() context: ManagementContext,
  ): Promise<PersonRow | null> {
    return reviewCase.decidedById ? context.loaders.person.load(reviewCase.decidedById) : null;
  }

  @ResolveField('approval')
  approval(@Parent() reviewCase: ReviewCaseRow, @Context() context: ManagementContext): Promise<ApprovalRow | null> {
    return completingApproval(reviewCase, context);
  }

  @ResolveField('approvals')
  approvals(@Parent() reviewCase: ReviewCaseRow, @Context() { loaders }: ManagementContext): Promise<ApprovalRow[]> {
    return loaders.approvalsOfCase.load(reviewCase.id);
  }

  @ResolveField('contributors')
  async contributors(@Parent() reviewCase: ReviewCaseRow, @Context() { loaders }: ManagementContext) {
    const revision = (await loaders.revision.load(reviewCase.revisionId))!;
    const ids = await this.articles.contributors(this.database.client, reviewCase, revision.number);
    return loaders.person.loadMany(ids);
  }

  @ResolveField('clinicalChanges')
  async clinicalChanges(
    @Parent() reviewCase: ReviewCaseRow,
    @Context() { loaders }: ManagementContext,
  ): Promise<ClinicalChange[]> {
    const approval = await loaders.newestApproval.load(reviewCase);
    if (!approval) return [];
    const [before, after] = await Promise.all([
      loaders.revision.load(approval.revisionId),
      loaders.revision.load(reviewCase.revisionId),
    ]);
    return clinicalChanges(contentOf(before!), contentOf(after!));
  }
}

/** The approval by which a review became complete; null while another is waited for, or when one was revoked. */
async function completingApproval(
  reviewCase: ReviewCaseRow,
  { loaders }: ManagementContext,
): Promise<ApprovalRow | null> {
  if (reviewCase.state !== 'approved') return null;
  const inForce = (await loaders.approvalsOfCase.load(reviewCase.id)).filter(({ revokedAt }) => revokedAt === null);
  return inForce.length >= reviewCase.requiredApprovals ? inForce.at(-1)! : null;
}

@Resolver('Approval')
export class ApprovalFields {
  @ResolveField('complete')
  async complete(@Parent() approval: ApprovalRow, @Context() context: ManagementContext): Promise<boolean> {
    if (approval.revokedAt) return false;
    const reviewCase = await context.loaders.reviewCase.load(approval.caseId);
    return (await completingApproval(reviewCase!, context)) !== null;
  }

  @ResolveField('checklists')
  checklists(@Parent() approval: ApprovalRow) {
    return approval.checklists.map(({ instrument, answers, openAnswers, ...rest }) => ({
      ...{ ...rest, name: instrument },
      ...listed({ answers, openAnswers }),
    }));
  }

  @ResolveField('revision')
  revision(@Parent() approval: ApprovalRow, @Context() context: ManagementContext): Promise<RevisionRow | null> {
    return context.loaders.revision.load(approval.revisionId);
  }

  @ResolveField('approver')
  approver(@Parent() approval: ApprovalRow, @Context() context: ManagementContext): Promise<PersonRow | null> {
    return context.loaders.person.load(approval.approverId);
  }

  @ResolveField('credential')
  credential(@Parent() approval: ApprovalRow): ApprovalRow['credentialSnapshot'] {
    return approval.credentialSnapshot;
  }
}
