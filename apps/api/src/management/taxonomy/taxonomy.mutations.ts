import { Args, Context, Mutation, Resolver } from '@nestjs/graphql';
import {
  ChangeSlug,
  type ChangeSlugInput,
  ClassifyArticle,
  type ClassifyArticleInput,
  FreeSlug,
  SetRelatedArticles,
} from '#editing';
import { isRefusal } from '#kernel';
import { CreateTerm, type CreateTermInput, type TermRow, UpdateTerm, type UpdateTermInput } from '#taxonomy';
import { asActor, type ManagementContext } from '../context.js';
import { typed } from '../typed.js';
import { SiteGate } from './site-gate.js';

@Resolver()
export class TermMutations {
  constructor(
    private readonly createUseCase: CreateTerm,
    private readonly updateUseCase: UpdateTerm,
    private readonly gate: SiteGate,
  ) {}

  @Mutation('createTerm')
  createTerm(
    @Args('input') { site, ...input }: Omit<CreateTermInput, 'siteId'> & { site: string },
    @Context() context: ManagementContext,
  ) {
    return this.gate.at(context, site, async (actor, siteId) =>
      termHere(await this.createUseCase.run(actor, { ...input, siteId })),
    );
  }

  @Mutation('updateTerm')
  updateTerm(@Args('input') input: UpdateTermInput, @Context() context: ManagementContext) {
    return asActor(context, async (actor) => termHere(await this.updateUseCase.run(actor, input)));
  }
}

/** A site's own term, as that site sees it. */
function termHere<R extends object>(answer: TermRow | R) {
  return isRefusal(answer) ? answer : typed('Term', { ...answer, hereId: (answer as TermRow).siteId });
}

@Resolver()
export class ClassificationMutations {
  constructor(
    private readonly classifyUseCase: ClassifyArticle,
    private readonly changeSlugUseCase: ChangeSlug,
    private readonly freeSlugUseCase: FreeSlug,
    private readonly relatedUseCase: SetRelatedArticles,
  ) {}

  @Mutation('classifyArticle')
  classifyArticle(@Args('input') input: ClassifyArticleInput, @Context() context: ManagementContext) {
    return asActor(context, async (actor) => typed('Article', await this.classifyUseCase.run(actor, input)));
  }

  @Mutation('changeSlug')
  changeSlug(@Args('input') input: ChangeSlugInput, @Context() context: ManagementContext) {
    return asActor(context, async (actor) => typed('Article', await this.changeSlugUseCase.run(actor, input)));
  }

  @Mutation('freeSlug')
  freeSlug(@Args('input') input: { locale: string; slug: string }, @Context() context: ManagementContext) {
    return asActor(context, async (actor) => typed('Article', await this.freeSlugUseCase.run(actor, input)));
  }

  @Mutation('setRelatedArticles')
  setRelatedArticles(
    @Args('input') input: { articleId: string; relatedIds: string[] },
    @Context() context: ManagementContext,
  ) {
    return asActor(context, async (actor) => typed('Article', await this.relatedUseCase.run(actor, input)));
  }
}
