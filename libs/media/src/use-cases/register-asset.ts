import { Injectable } from '@nestjs/common';
import { AuditLog } from '#identity';
import { Clock, newId } from '#kernel';
import { Outbox } from '#outbox';
import { Database, isUniqueViolation, type StaffActor, type Tx } from '#platform';
import { cardRecipe, fitRecipes } from '../domain/recipe.js';
import { type MediaAssetRow, MediaAssets, type NewAsset } from '../persistence/assets.js';
import { MediaRenditions } from '../persistence/renditions.js';

/** What is known of a stored file before it has a row. */
export type NewFile = Omit<NewAsset, 'id' | 'createdById' | 'createdAt'>;

/** Writes an asset down with all that is to be made of it. The file is in the storage already. */
@Injectable()
export class RegisterAsset {
  constructor(
    private readonly database: Database,
    private readonly assets: MediaAssets,
    private readonly renditions: MediaRenditions,
    private readonly audit: AuditLog,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** @returns null when somebody was faster with the same bytes at this site */
  async run(actor: StaffActor, file: NewFile): Promise<MediaAssetRow | null> {
    try {
      return await this.database.transaction((tx) => this.insert(tx, actor, file));
    } catch (error) {
      if (isUniqueViolation(error)) return null;
      throw error;
    }
  }

  /** Uploading what was archived is asking for it again. */
  async bringBack(actor: StaffActor, asset: MediaAssetRow): Promise<MediaAssetRow> {
    if (!asset.archivedAt) return asset;
    return this.database.transaction(async (tx) => {
      const moved = await this.assets.setArchived(tx, asset.id, null);
      if (moved) await this.audit.record(tx, actor, 'media.restored', { type: 'media', id: asset.id }, asset.siteId);
      return (await this.assets.byId(asset.id, tx))!;
    });
  }

  private async insert(tx: Tx, actor: StaffActor, file: NewFile): Promise<MediaAssetRow> {
    const at = this.clock.now();
    const asset = await this.assets.insert(tx, { ...file, id: newId(), createdById: actor.userId, createdAt: at });
    const { id, siteId, width, height, fallbackFormat } = asset;
    await this.audit.record(tx, actor, 'media.added', { type: 'media', id }, siteId, { sha256: asset.sha256 });
    if (width === null || height === null || fallbackFormat === null) return asset;
    const picture = { width, height, fallbackFormat };
    const recipes = [...fitRecipes(picture), cardRecipe(picture, { x: asset.focalX, y: asset.focalY })];
    await this.renditions.plan(tx, id, recipes);
    await this.outbox.append(tx, { kind: 'media.added', payload: { assetId: id } });
    return asset;
  }
}
