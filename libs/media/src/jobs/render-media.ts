import { Inject, Injectable } from '@nestjs/common';
import { type JobContext, type JobHandler, LOGGER, type Logger, UnusableJob } from '#platform';
import { type MediaAssetRow, MediaAssets } from '../persistence/assets.js';
import { MediaRenditions, type RenditionRow } from '../persistence/renditions.js';
import { sha256 } from '../picture/prepare-file.js';
import { renderPicture } from '../picture/render-picture.js';
import { MediaStorage, StoreFailed } from '../storage/media-storage.js';
import { renderMediaJob } from './jobs.js';

/**
 * Makes the renditions of one picture: file first, then its row. Killed between the two it leaves a whole file that no
 * row names and nobody can load; the next run makes it again. Two runs at once make the same twice and count it once.
 */
@Injectable()
export class RenderMedia implements JobHandler<{ assetId: string }> {
  readonly job = renderMediaJob;

  constructor(
    private readonly assets: MediaAssets,
    private readonly renditions: MediaRenditions,
    private readonly storage: MediaStorage,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async run({ assetId }: { assetId: string }, { signal }: JobContext): Promise<void> {
    const asset = await this.assets.byId(assetId);
    if (!asset) throw new UnusableJob(`There is no media asset ${assetId}.`);
    const pending = (await this.renditions.ofAssets([assetId])).filter(({ state }) => state === 'pending');
    if (pending.length === 0) return;
    const original = await this.storage.get(asset.name);
    for (const rendition of pending) {
      // What is left is found by the sweep.
      if (signal.aborted) return;
      await this.make(asset, original, rendition);
    }
  }

  private async make(asset: MediaAssetRow, original: Buffer | null, rendition: RenditionRow): Promise<void> {
    try {
      if (!original) throw new Error(`The stored file of ${asset.id} is missing.`);
      const bytes = await renderPicture(original, { width: asset.width!, height: asset.height! }, rendition);
      const name = `${sha256(bytes)}.${rendition.format === 'jpeg' ? 'jpg' : rendition.format}`;
      await this.storage.put(name, bytes);
      await this.renditions.ready(rendition.id, { name, bytes: bytes.length });
    } catch (error) {
      // A store that is away is no fault of the picture: the job is tried again as a whole, without counting.
      if (error instanceof StoreFailed) throw error;
      await this.renditions.failedTry(rendition.id);
      this.logger.warn({ err: error, assetId: asset.id, renditionId: rendition.id }, 'a rendition could not be made');
    }
  }
}
