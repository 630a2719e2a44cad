import { Args, Context, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { ArticleRow, RevisionRow } from '#editing';
import { type PersonRow, Policy, Sites } from '#identity';
import { isId } from '#kernel';
import { type CarriedIssue, CarriedIssues } from '#newsletter';
import {
  DecideWithdrawal,
  OpenRecall,
  type OpenRecallInput,
  type RecallRow,
  Recalls,
  type WithdrawalCheckRow,
  WithdrawalChecks,
} from '#oversight';
import type { PublicationRow } from '#publishing';
import { connectionOf, decodeTimeCursor, encodeCursor, pageSize } from '../connection.js';
import { asActor, type ManagementContext } from '../context.js';
import { typed } from '../typed.js';

@Resolver()
export class RecallQueries {
  constructor(
    private readonly recallsOf: Recalls,
    private readonly checks: WithdrawalChecks,
    private readonly policy: Policy,
    private readonly sites: Sites,
  ) {}

  @Query('withdrawalsToConfirm')
  async withdrawalsToConfirm(
    @Args('site') slug: string,
    @Context() context: ManagementContext,
  ): Promise<WithdrawalCheckRow[]> {
    const siteId = await this.siteId(slug, context);
    return siteId ? this.checks.waiting(siteId) : [];
  }

  @Query('recalls')
  async recalls(
    @Args() args: { site: string; first?: number | null; after?: string | null },
    @Context() context: ManagementContext,
  ) {
    const siteId = await this.siteId(args.site, context);
    const size = pageSize(args.first);
    const rows = siteId ? await this.recallsOf.page(siteId, size + 1, decodeTimeCursor(args.after)) : [];
    const page = connectionOf(rows, size, (row) => encodeCursor(row.openedAt.toISOString(), row.id), args.after);
    return { ...page, totalCount: () => (siteId ? this.recallsOf.count(siteId) : 0) };
  }

  @Query('recall')
  async recall(@Args('id') id: string, @Context() { actor }: ManagementContext): Promise<RecallRow | null> {
    const recall = isId(id) ? await this.recallsOf.byId(id) : null;
    return recall && actor && !this.policy.mayAt(actor, 'report.read', recall.siteId) ? recall : null;
  }

  private async siteId(slug: string, { actor }: ManagementContext): Promise<string | null> {
    const site = await this.sites.bySlug(slug);
    return site && actor && !this.policy.mayAt(actor, 'report.read', site.id) ? site.id : null;
  }
}

@Resolver()
export class RecallMutations {
  constructor(
    private readonly decideUseCase: DecideWithdrawal,
    private readonly recallUseCase: OpenRecall,
  ) {}

  @Mutation('confirmWithdrawal')
  confirmWithdrawal(@Args('publicationId') id: string, @Context() context: ManagementContext) {
    return asActor(context, async (actor) => typed('WithdrawalCheck', await this.decideUseCase.confirm(actor, id)));
  }

  @Mutation('reinstatePublication')
  reinstatePublication(@Args('publicationId') id: string, @Context() context: ManagementContext) {
    return asActor(context, async (actor) => typed('Publication', await this.decideUseCase.reinstate(actor, id)));
  }

  @Mutation('openRecall')
  openRecall(@Args('input') input: OpenRecallInput, @Context() context: ManagementContext) {
    return asActor(context, async (actor) => typed('Recall', await this.recallUseCase.run(actor, input)));
  }
}

@Resolver('WithdrawalCheck')
export class WithdrawalCheckFields {
  @ResolveField('publication')
  publication(
    @Parent() row: WithdrawalCheckRow,
    @Context() context: ManagementContext,
  ): Promise<PublicationRow | null> {
    return context.loaders.publication.load(row.publicationId);
  }

  @ResolveField('withdrawnBy')
  withdrawnBy(@Parent() row: WithdrawalCheckRow, @Context() context: ManagementContext): Promise<PersonRow | null> {
    return context.loaders.person.load(row.withdrawnById);
  }

  @ResolveField('decidedBy')
  async decidedBy(@Parent() row: WithdrawalCheckRow, @Context() context: ManagementContext): Promise<PersonRow | null> {
    return row.decidedById === null ? null : context.loaders.person.load(row.decidedById);
  }
}

@Resolver('Recall')
export class RecallFields {
  constructor(
    private readonly recalls: Recalls,
    private readonly carried: CarriedIssues,
  ) {}

  @ResolveField('article')
  article(@Parent() recall: RecallRow, @Context() context: ManagementContext): Promise<ArticleRow | null> {
    return context.loaders.article.load(recall.articleId);
  }

  @ResolveField('openedBy')
  openedBy(@Parent() recall: RecallRow, @Context() context: ManagementContext): Promise<PersonRow | null> {
    return context.loaders.person.load(recall.openedById);
  }

  @ResolveField('revisions')
  async revisions(@Parent() recall: RecallRow, @Context() context: ManagementContext): Promise<RevisionRow[]> {
    const named = await this.recalls.revisionIds([recall.id]);
    const rows = await Promise.all(named.map(({ revisionId }) => context.loaders.revision.load(revisionId)));
    return rows.filter((row) => row !== null);
  }

  @ResolveField('servedBy')
  async servedBy(@Parent() recall: RecallRow, @Context() context: ManagementContext): Promise<PublicationRow[]> {
    const servings = await this.recalls.servings([recall.id]);
    const rows = await Promise.all(
      servings.map(({ publicationId }) => context.loaders.publication.load(publicationId)),
    );
    return rows.filter((row) => row !== null);
  }

  @ResolveField('carriedBy')
  async carriedBy(@Parent() recall: RecallRow): Promise<CarriedIssue[]> {
    const servings = await this.recalls.servings([recall.id]);
    return this.carried.of(servings.map(({ publicationId }) => publicationId));
  }

  @ResolveField('correction')
  async correction(@Parent() recall: RecallRow, @Context() context: ManagementContext): Promise<PublicationRow | null> {
    return recall.correctionId === null ? null : context.loaders.publication.load(recall.correctionId);
  }
}
