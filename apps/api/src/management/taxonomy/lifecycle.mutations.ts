import { Args, Context, Mutation, Resolver } from '@nestjs/graphql';
import type { ClassifyArticleInput } from '#editing';
import { isRefusal } from '#kernel';
import {
  ArchiveArticle,
  ArchiveTerm,
  BulkArticles,
  MergeTerm,
  type MergeTermInput,
  UnarchiveArticle,
} from '#lifecycle';
import { asActor, type ManagementContext } from '../context.js';
import { typed } from '../typed.js';
import { SiteGate } from './site-gate.js';

interface BulkArgs {
  readonly site: string;
  readonly articleIds: readonly string[];
}

@Resolver()
export class ArchiveMutations {
  constructor(
    private readonly archiveUseCase: ArchiveArticle,
    private readonly unarchiveUseCase: UnarchiveArticle,
    private readonly termUseCase: ArchiveTerm,
    private readonly gate: SiteGate,
  ) {}

  @Mutation('archiveArticle')
  archiveArticle(@Args('id') id: string, @Context() context: ManagementContext) {
    return asActor(context, async (actor) => typed('Article', await this.archiveUseCase.run(actor, id)));
  }

  @Mutation('unarchiveArticle')
  unarchiveArticle(@Args('id') id: string, @Context() context: ManagementContext) {
    return asActor(context, async (actor) => typed('Article', await this.unarchiveUseCase.run(actor, id)));
  }

  @Mutation('archiveTerm')
  archiveTerm(
    @Args('input') { site, termId }: { site: string; termId: string },
    @Context() context: ManagementContext,
  ) {
    return this.gate.at(context, site, async (actor, siteId) => {
      const answer = await this.termUseCase.run(actor, { siteId, termId });
      return isRefusal(answer) ? answer : typed('Term', { ...answer, hereId: siteId });
    });
  }

  @Mutation('unarchiveTerm')
  unarchiveTerm(
    @Args('input') { site, termId }: { site: string; termId: string },
    @Context() context: ManagementContext,
  ) {
    return this.gate.at(context, site, async (actor, siteId) => {
      const answer = await this.termUseCase.restore(actor, { siteId, termId });
      return isRefusal(answer) ? answer : typed('Term', { ...answer, hereId: siteId });
    });
  }
}

@Resolver()
export class MergeMutations {
  constructor(private readonly mergeUseCase: MergeTerm) {}

  @Mutation('mergeTerm')
  mergeTerm(@Args('input') input: MergeTermInput, @Context() context: ManagementContext) {
    return asActor(context, async (actor) => {
      const answer = await this.mergeUseCase.run(actor, input);
      return isRefusal(answer) ? answer : typed('Term', { ...answer.into, hereId: answer.siteId });
    });
  }
}

@Resolver()
export class BulkMutations {
  constructor(
    private readonly bulk: BulkArticles,
    private readonly gate: SiteGate,
  ) {}

  @Mutation('bulkArchiveArticles')
  archive(@Args('input') { site, articleIds }: BulkArgs, @Context() context: ManagementContext) {
    return this.gate.at(context, site, async (actor, siteId) =>
      typed('BulkReport', await this.bulk.archive(actor, siteId, articleIds)),
    );
  }

  @Mutation('bulkUnarchiveArticles')
  unarchive(@Args('input') { site, articleIds }: BulkArgs, @Context() context: ManagementContext) {
    return this.gate.at(context, site, async (actor, siteId) =>
      typed('BulkReport', await this.bulk.unarchive(actor, siteId, articleIds)),
    );
  }

  @Mutation('bulkClassifyArticles')
  classify(
    @Args('input') { site, articleIds, ...to }: BulkArgs & Omit<ClassifyArticleInput, 'articleId'>,
    @Context() context: ManagementContext,
  ) {
    return this.gate.at(context, site, async (actor, siteId) =>
      typed('BulkReport', await this.bulk.classify(actor, siteId, articleIds, to)),
    );
  }

  @Mutation('bulkRequestReview')
  requestReview(
    @Args('input') { site, articleIds, ...input }: BulkArgs & { locale: string; note?: string | null },
    @Context() context: ManagementContext,
  ) {
    return this.gate.at(context, site, async (actor, siteId) =>
      typed('BulkReport', await this.bulk.requestReview(actor, siteId, articleIds, input)),
    );
  }
}
