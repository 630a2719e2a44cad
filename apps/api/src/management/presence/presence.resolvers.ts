import { Args, Context, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { AnnouncePresence, Presence, type PresentPerson } from '#editing';
import { type PersonRow, Policy } from '#identity';
import { isId } from '#kernel';
import { asActor, type ManagementContext } from '../context.js';
import { typed } from '../typed.js';

@Resolver()
export class PresenceQueries {
  constructor(
    private readonly presence: Presence,
    private readonly policy: Policy,
  ) {}

  @Query('presentEditors')
  async presentEditors(
    @Args('articleId') articleId: string,
    @Context() { actor, loaders }: ManagementContext,
  ): Promise<PresentPerson[]> {
    const article = isId(articleId) ? await loaders.article.load(articleId) : null;
    if (!article || !actor || this.policy.mayAt(actor, 'article.read', article.siteId)) return [];
    return this.presence.others(articleId, actor.userId);
  }
}

@Resolver()
export class PresenceMutations {
  constructor(private readonly announceUseCase: AnnouncePresence) {}

  @Mutation('announcePresence')
  announcePresence(@Args('input') input: { articleId: string; locale: string }, @Context() context: ManagementContext) {
    return asActor(context, async (actor) => typed('Presence', await this.announceUseCase.run(actor, input)));
  }
}

@Resolver('PresentEditor')
export class PresentEditorFields {
  @ResolveField('person')
  person(@Parent() present: PresentPerson, @Context() { loaders }: ManagementContext): Promise<PersonRow | null> {
    return loaders.person.load(present.userId);
  }
}
