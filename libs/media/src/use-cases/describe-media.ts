import { Injectable } from '@nestjs/common';
import { Clock, type InvalidInput, type NotAllowed, type NotFound } from '#kernel';
import { Outbox } from '#outbox';
import type { StaffActor, Tx } from '#platform';
import { type Description, descriptionFault, type StoredDescription, tidied } from '../domain/description.js';
import { cardRecipe } from '../domain/recipe.js';
import { MediaChanged } from '../domain/refusals.js';
import { type MediaAssetRow, MediaAssets } from '../persistence/assets.js';
import { MediaRenditions } from '../persistence/renditions.js';
import { AssetChange } from './asset-change.js';

export interface DescribeMediaInput extends Description {
  readonly assetId: string;
  /** The version the change was based on. */
  readonly version: number;
}

/** Says what a file shows, whose it is and what must stay in sight. Every version of it is kept. */
@Injectable()
export class DescribeMedia {
  constructor(
    private readonly change: AssetChange,
    private readonly assets: MediaAssets,
    private readonly renditions: MediaRenditions,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  async run(
    actor: StaffActor,
    { assetId, version, ...input }: DescribeMediaInput,
  ): Promise<MediaAssetRow | MediaChanged | InvalidInput | NotFound | NotAllowed> {
    const described = tidied(input);
    return this.change.run(actor, 'media.describe', assetId, async (tx, asset) => {
      const fault = descriptionFault(described);
      if (fault) return fault;
      if (saysTheSame(asset, described)) return null;
      // Asked before the write: the largest number there is has no next one.
      if (asset.version !== version) return new MediaChanged(asset.version);
      const at = this.clock.now();
      const written = await this.assets.describe(tx, { id: assetId, version }, described, { id: actor.userId, at });
      if (!written) return new MediaChanged(asset.version);
      await this.planCard(tx, asset, described);
      return 'media.described';
    });
  }

  private async planCard(tx: Tx, asset: MediaAssetRow, { focalX, focalY }: StoredDescription): Promise<void> {
    const { id, width, height, fallbackFormat } = asset;
    const moved = focalX !== asset.focalX || focalY !== asset.focalY;
    if (!moved || width === null || height === null || fallbackFormat === null) return;
    const card = cardRecipe({ width, height, fallbackFormat }, { x: focalX, y: focalY });
    await this.renditions.plan(tx, id, [card]);
    await this.outbox.append(tx, { kind: 'media.focal-point-moved', payload: { assetId: id } });
  }
}

function saysTheSame(asset: MediaAssetRow, described: StoredDescription): boolean {
  // The words by language are compared as text: their keys stand in one order, here and as they are read.
  const plain = (value: unknown) =>
    value instanceof Date ? value.getTime() : typeof value === 'object' ? JSON.stringify(value) : value;
  return Object.entries(described).every(
    ([key, value]) => plain(asset[key as keyof StoredDescription]) === plain(value),
  );
}
