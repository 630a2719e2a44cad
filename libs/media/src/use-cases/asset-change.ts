import { Injectable } from '@nestjs/common';
import { AuditLog, type Operation, Policy } from '#identity';
import { isId, isRefusal, type NotAllowed, NotFound, type Refusal } from '#kernel';
import { Database, type StaffActor, type Tx } from '#platform';
import { type MediaAssetRow, MediaAssets } from '../persistence/assets.js';

/** What every change of an asset has in common: found, allowed, locked, written down. */
@Injectable()
export class AssetChange {
  constructor(
    private readonly database: Database,
    private readonly assets: MediaAssets,
    private readonly policy: Policy,
    private readonly audit: AuditLog,
  ) {}

  /**
   * Runs `change` on the locked asset in one transaction. It answers what it did, as the name of an audit entry; null
   * when there was nothing to do; or a refusal, after which nothing was written.
   */
  async run<R extends Refusal>(
    actor: StaffActor,
    operation: Operation,
    id: string,
    change: (tx: Tx, asset: MediaAssetRow) => Promise<string | null | R>,
  ): Promise<MediaAssetRow | R | NotFound | NotAllowed> {
    return this.database.transaction(async (tx) => {
      const asset = isId(id) ? await this.assets.lock(tx, id) : null;
      if (!asset || this.policy.mayAt(actor, 'media.read', asset.siteId)) return notFound();
      const refused = this.policy.mayAt(actor, operation, asset.siteId);
      if (refused) return refused;
      const done = await change(tx, asset);
      if (done === null) return asset;
      if (isRefusal(done)) return done;
      await this.audit.record(tx, actor, done, { type: 'media', id }, asset.siteId);
      return (await this.assets.byId(id, tx))!;
    });
  }
}

function notFound(): NotFound {
  return new NotFound('There is no such file at your sites. Choose one from the list of files.');
}
