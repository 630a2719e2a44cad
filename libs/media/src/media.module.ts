import { Module } from '@nestjs/common';
import { IdentityModule } from '#identity';
import { OutboxModule } from '#outbox';
import { SETTINGS, type Settings } from '#platform';
import { mediaHandlers, mediaSweeps } from './jobs/index.js';
import { MediaAssets } from './persistence/assets.js';
import { MediaRenditions } from './persistence/renditions.js';
import { createStorage } from './storage/create-storage.js';
import { MediaStorage } from './storage/media-storage.js';
import { AddMedia } from './use-cases/add-media.js';
import { ArchiveMedia } from './use-cases/archive-media.js';
import { AssetChange } from './use-cases/asset-change.js';
import { DescribeMedia } from './use-cases/describe-media.js';
import { RegisterAsset } from './use-cases/register-asset.js';

const PUBLIC = [AddMedia, ArchiveMedia, DescribeMedia, MediaAssets, MediaRenditions, ...mediaHandlers, ...mediaSweeps];

/** Pictures and PDFs: stored once, described, made ready for screens, and shown to nobody before an article shows them. */
@Module({
  imports: [IdentityModule, OutboxModule],
  providers: [
    ...PUBLIC,
    { provide: MediaStorage, inject: [SETTINGS], useFactory: (settings: Settings) => createStorage(settings) },
    AssetChange,
    RegisterAsset,
  ],
  exports: [...PUBLIC, MediaStorage],
})
export class MediaModule {}
