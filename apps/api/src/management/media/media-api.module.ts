import { Module } from '@nestjs/common';
import { EditingModule } from '#editing';
import { IdentityModule } from '#identity';
import { MediaModule } from '#media';
import { MediaAssetFields, MediaRenditionFields, MediaUseFields } from './media.fields.js';
import { MediaMutations, MediaQueries } from './media.resolvers.js';
import { MediaList } from './media-list.js';
import { MediaLoaders } from './media-loaders.js';
import { MediaUsers } from './media-users.js';

/** The files' part of the management schema. */
@Module({
  imports: [EditingModule, IdentityModule, MediaModule],
  providers: [
    MediaAssetFields,
    MediaList,
    MediaLoaders,
    MediaMutations,
    MediaQueries,
    MediaRenditionFields,
    MediaUseFields,
    MediaUsers,
  ],
})
export class MediaApiModule {}
