import { Args, Context, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { AcceptSuggestion, DeclineSuggestion, Suggest, type SuggestInput, type SuggestionRow } from '#assessment';
import type { RevisionRow } from '#editing';
import type { PersonRow } from '#identity';
import { asActor, type ManagementContext } from '../context.js';
import { typed } from '../typed.js';

@Resolver()
export class AssistMutations {
  constructor(
    private readonly suggestUseCase: Suggest,
    private readonly acceptUseCase: AcceptSuggestion,
    private readonly declineUseCase: DeclineSuggestion,
  ) {}

  @Mutation('suggestRewrite')
  suggestRewrite(@Args('input') input: Omit<SuggestInput, 'task'>, @Context() context: ManagementContext) {
    return this.suggest({ ...input, task: 'plainSentence' }, context);
  }

  @Mutation('suggestSummary')
  suggestSummary(@Args('revisionId') revisionId: string, @Context() context: ManagementContext) {
    return this.suggest({ revisionId, task: 'summary' }, context);
  }

  @Mutation('acceptSuggestion')
  acceptSuggestion(@Args('id') id: string, @Context() context: ManagementContext) {
    return asActor(context, async (actor) => typed('Revision', await this.acceptUseCase.run(actor, id)));
  }

  @Mutation('declineSuggestion')
  declineSuggestion(@Args('id') id: string, @Context() context: ManagementContext) {
    return asActor(context, async (actor) => typed('Suggestion', await this.declineUseCase.run(actor, id)));
  }

  private suggest(input: SuggestInput, context: ManagementContext) {
    return asActor(context, async (actor) => typed('Suggestion', await this.suggestUseCase.run(actor, input)));
  }
}

@Resolver('Revision')
export class RevisionSuggestionFields {
  @ResolveField('suggestions')
  suggestions(
    @Parent() { articleId, locale }: RevisionRow,
    @Context() { loaders }: ManagementContext,
  ): Promise<SuggestionRow[]> {
    return loaders.openSuggestions.load({ articleId, locale });
  }
}

@Resolver('Suggestion')
export class SuggestionFields {
  @ResolveField('askedBy')
  askedBy(@Parent() suggestion: SuggestionRow, @Context() { loaders }: ManagementContext): Promise<PersonRow | null> {
    return loaders.person.load(suggestion.askedById);
  }

  @ResolveField('decidedBy')
  decidedBy(
    @Parent() { decidedById }: SuggestionRow,
    @Context() { loaders }: ManagementContext,
  ): Promise<PersonRow | null> | null {
    return decidedById ? loaders.person.load(decidedById) : null;
  }
}
