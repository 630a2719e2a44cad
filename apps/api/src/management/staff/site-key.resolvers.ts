import { Args, Context, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import {
  ManageSiteKeys,
  type PersonRow,
  Policy,
  SetPublicRead,
  type SiteKeyRow,
  type SiteKeyScope,
  SiteKeys,
} from '#identity';
import { isRefusal } from '#kernel';
import { asActor, type ManagementContext } from '../context.js';
import { typed } from '../typed.js';
import { AtSite } from './at-site.js';

interface Made {
  readonly row: SiteKeyRow;
  readonly secret: string;
}

const withSecret = ({ row, secret }: Made) => ({ __typename: 'NewSiteKeySecret', key: row, secret });

@Resolver()
export class SiteKeyOperations {
  constructor(
    private readonly manage: ManageSiteKeys,
    private readonly publicRead: SetPublicRead,
    private readonly keys: SiteKeys,
    private readonly policy: Policy,
    private readonly at: AtSite,
  ) {}

  @Query('siteKeys')
  async siteKeys(@Args('site') slug: string, @Context() { actor }: ManagementContext): Promise<SiteKeyRow[]> {
    const site = actor && (await this.at.of(actor, slug));
    if (!site || isRefusal(site) || this.policy.mayAt(actor, 'siteKey.manage', site.id)) return [];
    return this.keys.ofSite(site.id);
  }

  @Mutation('createSiteKey')
  createSiteKey(
    @Args('input') { site: slug, ...input }: { site: string; name: string; scopes: SiteKeyScope[] },
    @Context() context: ManagementContext,
  ) {
    return asActor(context, async (actor) => {
      const site = await this.at.of(actor, slug);
      if (isRefusal(site)) return site;
      const made = await this.manage.create(actor, { ...input, siteId: site.id });
      return isRefusal(made) ? made : withSecret(made);
    });
  }

  @Mutation('rotateSiteKey')
  rotateSiteKey(@Args('id') id: string, @Context() context: ManagementContext) {
    return asActor(context, async (actor) => {
      const made = await this.manage.rotate(actor, id);
      return isRefusal(made) ? made : withSecret(made);
    });
  }

  @Mutation('revokeSiteKey')
  revokeSiteKey(
    @Args('input') { id, secretId = null }: { id: string; secretId?: string | null },
    @Context() context: ManagementContext,
  ) {
    return asActor(context, async (actor) => typed('SiteKey', await this.manage.revoke(actor, { id, secretId })));
  }

  @Mutation('setPublicRead')
  setPublicRead(
    @Args('input') { site: slug, allowed }: { site: string; allowed: boolean },
    @Context() context: ManagementContext,
  ) {
    return asActor(context, async (actor) => {
      const site = await this.at.of(actor, slug);
      return isRefusal(site) ? site : typed('Site', await this.publicRead.run(actor, site.id, allowed));
    });
  }
}

@Resolver('SiteKeySecret')
export class SiteKeySecretFields {
  @ResolveField('createdBy')
  createdBy(
    @Parent() { createdById }: { createdById: string },
    @Context() { loaders }: ManagementContext,
  ): Promise<PersonRow | null> {
    return loaders.person.load(createdById);
  }
}
