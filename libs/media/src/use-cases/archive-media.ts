import { Injectable } from '@nestjs/common';
import { Sites } from '#identity';
import { Clock, type NotAllowed, type NotFound } from '#kernel';
import type { StaffActor, Tx } from '#platform';
import { MediaInUse } from '../domain/refusals.js';
import { type MediaAssetRow, MediaAssets } from '../persistence/assets.js';
import { AssetChange } from './asset-change.js';

/** Answers the ids of the articles that show an asset now, or would if they were published. Given by who knows articles. */
export type FindUsers = (tx: Tx, assetId: string) => Promise<string[]>;

/** Takes a file out of the list to choose from. It is refused while an article or the site itself shows it, and nothing is deleted. */
@Injectable()
export class ArchiveMedia {
  constructor(
    private readonly change: AssetChange,
    private readonly assets: MediaAssets,
    private readonly sites: Sites,
    private readonly clock: Clock,
  ) {}

  async run(
    actor: StaffActor,
    assetId: string,
    usersOf: FindUsers,
  ): Promise<MediaAssetRow | MediaInUse | NotFound | NotAllowed> {
    return this.change.run(actor, 'media.archive', assetId, async (tx) => {
      const users = await usersOf(tx, assetId);
      if (users.length > 0) return new MediaInUse(users);
      if (await this.sites.hasLogo(tx, assetId)) return new MediaInUse([], true);
      const archived = { at: this.clock.now(), byId: actor.userId };
      return (await this.assets.setArchived(tx, assetId, archived)) ? 'media.archived' : null;
    });
  }

  /** Puts it back into the list. */
  async restore(actor: StaffActor, assetId: string): Promise<MediaAssetRow | NotFound | NotAllowed> {
    return this.change.run<never>(actor, 'media.archive', assetId, async (tx) =>
      (await this.assets.setArchived(tx, assetId, null)) ? 'media.restored' : null,
    );
  }
}
