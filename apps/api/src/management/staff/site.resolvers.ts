import { Args, Context, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { ChangeSite, EMERGENCY_NUMBERS, type GivenSettings, type LogoFault, type SiteRow } from '#identity';
import { Clock, isRefusal } from '#kernel';
import { logoFault, type MediaAssetRow, MediaAssets } from '#media';
import { asActor, type ManagementContext } from '../context.js';
import { typed } from '../typed.js';
import { AtSite } from './at-site.js';

@Resolver()
export class SiteOperations {
  constructor(
    private readonly change: ChangeSite,
    private readonly clock: Clock,
    private readonly at: AtSite,
  ) {}

  @Query('emergencyNumbers')
  emergencyNumbers() {
    return Object.entries(EMERGENCY_NUMBERS).map(([country, number]) => ({ country, number }));
  }

  @Mutation('createSite')
  createSite(
    @Args('input') { slug, settings }: { slug: string; settings: GivenSettings },
    @Context() context: ManagementContext,
  ) {
    return asActor(context, async (actor) => typed('Site', await this.change.create(actor, { ...settings, slug })));
  }

  @Mutation('updateSite')
  updateSite(
    @Args('input')
    {
      site: slug,
      settings,
      logoMediaId = null,
    }: { site: string; settings: GivenSettings; logoMediaId?: string | null },
    @Context() context: ManagementContext,
  ) {
    return asActor(context, async (actor) => {
      const site = await this.at.of(actor, slug);
      if (isRefusal(site)) return site;
      const fault: LogoFault = (tx, siteId, mediaId) => logoFault(tx, { siteId, mediaId, at: this.clock.now() });
      return typed('Site', await this.change.update(actor, site.id, { ...settings, logoMediaId }, fault));
    });
  }
}

@Resolver('Site')
export class SiteLogo {
  constructor(private readonly assets: MediaAssets) {}

  @ResolveField('logo')
  logo(@Parent() { logoMediaId }: SiteRow): Promise<MediaAssetRow | null> {
    return logoMediaId ? this.assets.byId(logoMediaId) : Promise.resolve(null);
  }
}
