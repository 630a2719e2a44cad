import { Inject } from '@nestjs/common';
import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import type { ArticleRow, RevisionRow, UserRow } from '#editing';
import type { PersonRow, SiteRow } from '#identity';
import type { AltText, MediaAssetRow, RenditionRow } from '#media';
import { SETTINGS, type Settings } from '#platform';
import type { ManagementContext } from '../context.js';
import { MediaLoaders } from './media-loaders.js';

@Resolver('MediaAsset')
export class MediaAssetFields {
  constructor(
    private readonly loaders: MediaLoaders,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  @ResolveField('site')
  site(@Parent() asset: MediaAssetRow, @Context() context: ManagementContext): Promise<SiteRow | null> {
    return context.loaders.site.load(asset.siteId);
  }

  @ResolveField('createdBy')
  createdBy(@Parent() asset: MediaAssetRow, @Context() context: ManagementContext): Promise<PersonRow | null> {
    return context.loaders.person.load(asset.createdById);
  }

  @ResolveField('altTexts')
  altTexts(@Parent() { altTexts }: MediaAssetRow): AltText[] {
    return Object.entries(altTexts).map(([locale, alt]) => ({ locale, alt }));
  }

  @ResolveField('rights')
  rights(@Parent() { rightsStatus, rightsHolder, licence, rightsUntil }: MediaAssetRow) {
    return { status: rightsStatus, holder: rightsHolder, licence, expiresAt: rightsUntil };
  }

  @ResolveField('focalPoint')
  focalPoint(@Parent() { focalX, focalY }: MediaAssetRow): { x: number; y: number } {
    return { x: focalX, y: focalY };
  }

  @ResolveField('renditions')
  renditions(@Parent() asset: MediaAssetRow, @Context() context: ManagementContext): Promise<RenditionRow[]> {
    return this.loaders.of(context).renditions.load(asset.id);
  }

  @ResolveField('uses')
  uses(@Parent() asset: MediaAssetRow, @Context() context: ManagementContext): Promise<UserRow[]> {
    return this.loaders.of(context).users.load(asset.id);
  }

  @ResolveField('isPublic')
  isPublic(@Parent() asset: MediaAssetRow, @Context() context: ManagementContext): Promise<boolean> {
    return this.loaders.of(context).isShown.load(asset.id);
  }

  @ResolveField('url')
  url(@Parent() asset: MediaAssetRow): string {
    return `${this.settings.publicUrl}/media/${asset.name}`;
  }

  @ResolveField('staffUrl')
  staffUrl(@Parent() asset: MediaAssetRow): string {
    return `${this.settings.publicUrl}/media/staff/${asset.name}`;
  }
}

@Resolver('MediaRendition')
export class MediaRenditionFields {
  constructor(@Inject(SETTINGS) private readonly settings: Settings) {}

  @ResolveField('variant')
  variant(@Parent() { variant }: RenditionRow): 'fit' | 'card' {
    return variant === 'fit' ? 'fit' : 'card';
  }

  @ResolveField('url')
  url(@Parent() { name }: RenditionRow): string | null {
    return name && `${this.settings.publicUrl}/media/${name}`;
  }

  @ResolveField('staffUrl')
  staffUrl(@Parent() { name }: RenditionRow): string | null {
    return name && `${this.settings.publicUrl}/media/staff/${name}`;
  }
}

@Resolver('MediaUse')
export class MediaUseFields {
  @ResolveField('article')
  article(@Parent() use: UserRow, @Context() context: ManagementContext): Promise<ArticleRow | null> {
    return context.loaders.article.load(use.articleId);
  }

  @ResolveField('revision')
  revision(@Parent() use: UserRow, @Context() context: ManagementContext): Promise<RevisionRow | null> {
    return context.loaders.revision.load(use.revisionId);
  }
}
