import { join } from 'node:path';
import type { Settings } from '#platform';
import { DiskStorage } from './disk-storage.js';
import type { MediaStorage } from './media-storage.js';
import { S3Storage } from './s3-storage.js';

/** The storage that the settings name: a bucket, or the folder `media` below the data folder. */
export function createStorage(settings: Settings): MediaStorage {
  return settings.media.s3 ? new S3Storage(settings.media.s3) : new DiskStorage(join(settings.dataDir, 'media'));
}
