import { Args, Context, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { type ApiTokenRow, ApiTokens, ManageTokens, type PersonRow, Policy, type TokenScope } from '#identity';
import { isRefusal } from '#kernel';
import { asActor, type ManagementContext } from '../context.js';
import { typed } from '../typed.js';
import { AtSite } from './at-site.js';

@Resolver()
export class TokenOperations {
  constructor(
    private readonly manage: ManageTokens,
    private readonly tokens: ApiTokens,
    private readonly policy: Policy,
    private readonly at: AtSite,
  ) {}

  @Query('apiTokens')
  async apiTokens(@Args('site') slug: string, @Context() { actor }: ManagementContext): Promise<ApiTokenRow[]> {
    const site = actor && (await this.at.of(actor, slug));
    if (!site || isRefusal(site)) return [];
    const all = this.policy.mayAt(actor, 'staff.manage', site.id) === null;
    return this.tokens.ofSite(site.id, all ? null : actor.userId);
  }

  @Mutation('createApiToken')
  createApiToken(
    @Args('input') { site: slug, ...input }: { site: string; name: string; scope: TokenScope; days: number },
    @Context() context: ManagementContext,
  ) {
    return asActor(context, async (actor) => {
      const site = await this.at.of(actor, slug);
      if (isRefusal(site)) return site;
      const made = await this.manage.create(actor, { ...input, siteId: site.id });
      return isRefusal(made) ? made : { __typename: 'NewApiToken', token: made.row, secret: made.secret };
    });
  }

  @Mutation('revokeApiToken')
  revokeApiToken(@Args('id') id: string, @Context() context: ManagementContext) {
    return asActor(context, async (actor) => typed('ApiToken', await this.manage.revoke(actor, id)));
  }
}

@Resolver('ApiToken')
export class ApiTokenFields {
  @ResolveField('owner')
  owner(@Parent() { userId }: ApiTokenRow, @Context() { loaders }: ManagementContext): Promise<PersonRow | null> {
    return loaders.person.load(userId);
  }
}
