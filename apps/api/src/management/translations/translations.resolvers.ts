import { Args, Context, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import {
  type ArticleRow,
  ConfirmTranslation,
  type ConfirmTranslationInput,
  type LocaleText,
  type RevisionRow,
  StartTranslation,
  type StartTranslationInput,
  TranslationReader,
} from '#editing';
import { type PersonRow, Policy, Sites } from '#identity';
import { asActor, type ManagementContext } from '../context.js';
import { type RevisionDiff, revisionDiff } from '../editing/revision-diff.js';
import { mustBeInside } from '../inside.js';
import { typed } from '../typed.js';

@Resolver()
export class TranslationOperations {
  constructor(
    private readonly startUseCase: StartTranslation,
    private readonly confirmUseCase: ConfirmTranslation,
    private readonly translations: TranslationReader,
    private readonly policy: Policy,
    private readonly sites: Sites,
  ) {}

  @Query('staleTranslations')
  async staleTranslations(@Args('site') slug: string, @Context() { actor }: ManagementContext): Promise<LocaleText[]> {
    const site = await this.sites.bySlug(slug);
    if (!site || !actor || this.policy.mayAt(actor, 'article.read', site.id)) return [];
    return this.translations.staleAt([site.id]);
  }

  @Mutation('startTranslation')
  startTranslation(@Args('input') input: StartTranslationInput, @Context() context: ManagementContext) {
    return asActor(context, async (actor) => typed('Revision', await this.startUseCase.run(actor, input)));
  }

  @Mutation('confirmTranslation')
  confirmTranslation(@Args('input') input: ConfirmTranslationInput, @Context() context: ManagementContext) {
    return asActor(context, async (actor) => typed('Revision', await this.confirmUseCase.run(actor, input)));
  }
}

@Resolver('Article')
export class TranslationArticleFields {
  constructor(private readonly policy: Policy) {}

  @ResolveField('translations')
  translations(@Parent() article: ArticleRow, @Context() context: ManagementContext): Promise<LocaleText[]> {
    mustBeInside(this.policy, context, article);
    return context.loaders.translations.load(article.id);
  }
}

/** What the public may be told counts: changes of the source that are approved. */
function change({ state }: LocaleText) {
  return state?.approved.severity ? state.approved : null;
}

@Resolver('Translation')
export class TranslationFields {
  @ResolveField('article')
  article(@Parent() { articleId }: LocaleText, @Context() context: ManagementContext): Promise<ArticleRow | null> {
    return context.loaders.article.load(articleId);
  }

  @ResolveField('revision')
  revision(@Parent() { revisionId }: LocaleText, @Context() context: ManagementContext): Promise<RevisionRow | null> {
    return context.loaders.revision.load(revisionId);
  }

  @ResolveField('sourceLocale')
  sourceLocale(@Parent() { state }: LocaleText): string | null {
    return state?.basis.sourceLocale ?? null;
  }

  @ResolveField('basis')
  async basis(@Parent() { state }: LocaleText, @Context() context: ManagementContext): Promise<RevisionRow | null> {
    return state && context.loaders.revision.load(state.basis.sourceRevisionId);
  }

  @ResolveField('basisAct')
  basisAct(@Parent() { state }: LocaleText): string | null {
    return state?.basis.act ?? null;
  }

  @ResolveField('confirmedBy')
  async confirmedBy(@Parent() { state }: LocaleText, @Context() context: ManagementContext): Promise<PersonRow | null> {
    return state && context.loaders.person.load(state.basis.confirmedById);
  }

  @ResolveField('confirmedAt')
  confirmedAt(@Parent() { state }: LocaleText): Date | null {
    return state?.basis.at ?? null;
  }

  @ResolveField('stale')
  stale(@Parent() text: LocaleText): boolean {
    return change(text) !== null;
  }

  @ResolveField('severity')
  severity(@Parent() text: LocaleText) {
    return change(text)?.severity ?? null;
  }

  @ResolveField('blocksPublishing')
  blocksPublishing(@Parent() text: LocaleText): boolean {
    return change(text)?.severity === 'clinical';
  }

  @ResolveField('source')
  async source(@Parent() text: LocaleText, @Context() context: ManagementContext): Promise<RevisionRow | null> {
    const id = change(text)?.revisionId;
    return id ? context.loaders.revision.load(id) : null;
  }

  @ResolveField('sourceChanges')
  async sourceChanges(@Parent() text: LocaleText, @Context() context: ManagementContext): Promise<RevisionDiff | null> {
    const [before, after] = await Promise.all([this.basis(text, context), this.source(text, context)]);
    return before && after && revisionDiff(before, after);
  }

  @ResolveField('pendingSeverity')
  pendingSeverity(@Parent() { state }: LocaleText) {
    const pending = state && state.newest.revisionId !== state.approved.revisionId;
    return pending ? state.newest.severity : null;
  }
}
