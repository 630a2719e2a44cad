import { Args, Context, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Policy, Sites } from '#identity';
import { isId } from '#kernel';
import { ArchiveMedia, DescribeMedia, type Description, type MediaAssetRow, MediaAssets } from '#media';
import { connectionOf, decodeTimeCursor, encodeCursor, pageSize } from '../connection.js';
import { asActor, type ManagementContext } from '../context.js';
import { typed } from '../typed.js';
import { MediaList, type MediaListQuery } from './media-list.js';
import { MediaUsers } from './media-users.js';

type ListArgs = Omit<MediaListQuery, 'siteId'> & {
  readonly site: string;
  readonly first?: number | null;
  readonly after?: string | null;
};

@Resolver()
export class MediaQueries {
  constructor(
    private readonly list: MediaList,
    private readonly assets: MediaAssets,
    private readonly policy: Policy,
    private readonly sites: Sites,
  ) {}

  @Query('mediaAssets')
  async mediaAssets(@Args() { site: slug, first, after, ...filter }: ListArgs, @Context() context: ManagementContext) {
    const site = await this.sites.bySlug(slug);
    const query = site && this.mayRead(context, site.id) ? { ...filter, siteId: site.id } : null;
    const size = pageSize(first);
    const ids = query ? await this.list.page(query, size, decodeTimeCursor(after)) : [];
    const found = new Map((await this.assets.byIds(ids)).map((asset) => [asset.id, asset]));
    const rows = ids.flatMap((id) => found.get(id) ?? []);
    const page = connectionOf(rows, size, (row) => encodeCursor(row.createdAt.toISOString(), row.id), after);
    return { ...page, totalCount: () => (query ? this.list.count(query) : 0) };
  }

  @Query('mediaAsset')
  async mediaAsset(@Args('id') id: string, @Context() context: ManagementContext): Promise<MediaAssetRow | null> {
    const asset = isId(id) ? await this.assets.byId(id) : null;
    return asset && this.mayRead(context, asset.siteId) ? asset : null;
  }

  private mayRead({ actor }: ManagementContext, siteId: string): boolean {
    return actor !== null && this.policy.mayAt(actor, 'media.read', siteId) === null;
  }
}

@Resolver()
export class MediaMutations {
  constructor(
    private readonly describeUseCase: DescribeMedia,
    private readonly archiveUseCase: ArchiveMedia,
    private readonly users: MediaUsers,
  ) {}

  @Mutation('describeMedia')
  describeMedia(
    @Args('input') { id, ...input }: Description & { readonly id: string; readonly version: number },
    @Context() context: ManagementContext,
  ) {
    return asActor(context, async (actor) =>
      typed('MediaAsset', await this.describeUseCase.run(actor, { ...input, assetId: id })),
    );
  }

  @Mutation('archiveMedia')
  archiveMedia(@Args('id') id: string, @Context() context: ManagementContext) {
    const usersOf = this.users.articleIds.bind(this.users);
    return asActor(context, async (actor) => typed('MediaAsset', await this.archiveUseCase.run(actor, id, usersOf)));
  }

  @Mutation('restoreMedia')
  restoreMedia(@Args('id') id: string, @Context() context: ManagementContext) {
    return asActor(context, async (actor) => typed('MediaAsset', await this.archiveUseCase.restore(actor, id)));
  }
}
