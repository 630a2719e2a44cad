import { Injectable } from '@nestjs/common';
import { Clock } from '#kernel';
import type { JobRequest, Sweep } from '#platform';
import { MediaRenditions } from '../persistence/renditions.js';
import { MediaStorage } from '../storage/media-storage.js';
import { renderMediaJob } from './jobs.js';

/** Queues again what should have been made by now, and removes files that were begun and never finished. */
@Injectable()
export class FindLostRenditions implements Sweep {
  readonly name = 'media.find-lost-renditions';
  readonly everyMs = 10_000;

  constructor(
    private readonly renditions: MediaRenditions,
    private readonly storage: MediaStorage,
    private readonly clock: Clock,
  ) {}

  async run(): Promise<JobRequest[]> {
    await this.storage.removeLitter(this.clock.now());
    const assetIds = await this.renditions.assetsWithLostWork();
    return assetIds.map((assetId) => ({ job: renderMediaJob, data: { assetId }, id: `render-media-${assetId}` }));
  }
}
