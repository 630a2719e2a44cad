import { Args, Context, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import {
  type ArticleRow,
  PieceReader,
  type PieceToRenew,
  type RevisionRow,
  TakeNewestPiece,
  type TakeNewestPieceInput,
  type UseRow,
  type UserRow,
} from '#editing';
import { Policy, Sites } from '#identity';
import { asActor, type ManagementContext } from '../context.js';
import { mustBeInside } from '../inside.js';
import { typed } from '../typed.js';

@Resolver()
export class PieceOperations {
  constructor(
    private readonly takeUseCase: TakeNewestPiece,
    private readonly pieces: PieceReader,
    private readonly policy: Policy,
    private readonly sites: Sites,
  ) {}

  @Query('piecesToRenew')
  async piecesToRenew(@Args('site') slug: string, @Context() { actor }: ManagementContext): Promise<PieceToRenew[]> {
    const site = await this.sites.bySlug(slug);
    if (!site || !actor || this.policy.mayAt(actor, 'article.read', site.id)) return [];
    return this.pieces.toRenew([site.id]);
  }

  @Query('sharedPieces')
  async sharedPieces(@Args('site') slug: string, @Context() { actor, loaders }: ManagementContext) {
    const site = await this.sites.bySlug(slug);
    if (!site || !actor || this.policy.mayAt(actor, 'article.read', site.id)) return [];
    return loaders.article.loadMany(await this.pieces.ofSite(site.id));
  }

  @Mutation('takeNewestPiece')
  takeNewestPiece(@Args('input') input: TakeNewestPieceInput, @Context() context: ManagementContext) {
    return asActor(context, async (actor) => typed('Revision', await this.takeUseCase.run(actor, input)));
  }
}

@Resolver('Article')
export class PieceArticleFields {
  constructor(private readonly policy: Policy) {}

  @ResolveField('usedBy')
  async usedBy(@Parent() article: ArticleRow, @Context() context: ManagementContext): Promise<UserRow[]> {
    mustBeInside(this.policy, context, article);
    const users = await context.loaders.pieceUsers.load(article.id);
    const { actor } = context;
    return users.filter(({ siteId }) => actor !== null && this.policy.mayAt(actor, 'article.read', siteId) === null);
  }
}

@Resolver('Revision')
export class RevisionUseFields {
  @ResolveField('uses')
  async uses(@Parent() revision: RevisionRow, @Context() context: ManagementContext) {
    const uses = await context.loaders.uses.load(revision.id);
    return uses.map(({ kind, id, version, contentHash }: UseRow) => ({
      kind,
      targetId: id,
      version: kind === 'piece' ? version : null,
      contentHash: kind === 'piece' ? contentHash : null,
    }));
  }
}

/** Shared by the two lists of texts that show a piece. */
class ShowingText {
  @ResolveField('article')
  article(@Parent() { articleId }: { articleId: string }, @Context() context: ManagementContext) {
    return context.loaders.article.load(articleId);
  }

  @ResolveField('revision')
  revision(@Parent() { revisionId }: { revisionId: string }, @Context() context: ManagementContext) {
    return context.loaders.revision.load(revisionId);
  }
}

@Resolver('PieceUser')
export class PieceUserFields extends ShowingText {}

@Resolver('PieceToRenew')
export class PieceToRenewFields extends ShowingText {
  @ResolveField('piece')
  piece(@Parent() { pieceId }: PieceToRenew, @Context() context: ManagementContext): Promise<ArticleRow | null> {
    return context.loaders.article.load(pieceId);
  }
}
