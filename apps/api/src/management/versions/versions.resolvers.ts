import { Args, Context, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import {
  type ArticleRow,
  type NamedVersionRow,
  NameRevision,
  type NameRevisionInput,
  type RevisionRow,
} from '#editing';
import { type PersonRow, Policy } from '#identity';
import { asActor, type ManagementContext } from '../context.js';
import { mustBeInside } from '../inside.js';
import { typed } from '../typed.js';
import { VersionLoaders } from './version-loaders.js';

@Resolver()
export class VersionMutations {
  constructor(private readonly nameUseCase: NameRevision) {}

  @Mutation('nameRevision')
  nameRevision(@Args('input') input: NameRevisionInput, @Context() context: ManagementContext) {
    return asActor(context, async (actor) => typed('NamedVersion', await this.nameUseCase.run(actor, input)));
  }
}

@Resolver('Article')
export class ArticleVersionFields {
  constructor(
    private readonly policy: Policy,
    private readonly batches: VersionLoaders,
  ) {}

  @ResolveField('namedVersions')
  async namedVersions(
    @Parent() article: ArticleRow,
    @Args('locale') locale: string | null,
    @Context() context: ManagementContext,
  ): Promise<NamedVersionRow[]> {
    mustBeInside(this.policy, context, article);
    const all = await this.batches.of(context).load(article.id);
    return locale ? all.filter((version) => version.locale === locale) : all;
  }
}

@Resolver('Revision')
export class RevisionVersionFields {
  constructor(private readonly batches: VersionLoaders) {}

  @ResolveField('names')
  async names(@Parent() revision: RevisionRow, @Context() context: ManagementContext): Promise<NamedVersionRow[]> {
    const all = await this.batches.of(context).load(revision.articleId);
    return all.filter(({ revisionId }) => revisionId === revision.id);
  }
}

@Resolver('NamedVersion')
export class NamedVersionFields {
  @ResolveField('revision')
  revision(@Parent() named: NamedVersionRow, @Context() { loaders }: ManagementContext): Promise<RevisionRow | null> {
    return loaders.revision.load(named.revisionId);
  }

  @ResolveField('createdBy')
  createdBy(@Parent() named: NamedVersionRow, @Context() { loaders }: ManagementContext): Promise<PersonRow | null> {
    return loaders.person.load(named.createdById);
  }
}
