import { Injectable } from '@nestjs/common';
import { AuditLog, Policy } from '#identity';
import { Clock, isId, type NotAllowed, NotFound } from '#kernel';
import { Database, type StaffActor } from '#platform';
import { type BatchRow, cancelBatch, ImportBatches } from '../persistence/import-batches.js';

/**
 * Stops an upload. Articles that it made by now stay, unapproved as all are; the worker stops behind the group it is at.
 * Asked again, or when the upload is over, it changes nothing.
 */
@Injectable()
export class CancelImport {
  constructor(
    private readonly database: Database,
    private readonly policy: Policy,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
    private readonly batches: ImportBatches,
  ) {}

  async run(actor: StaffActor, { batchId }: { batchId: string }): Promise<BatchRow | NotFound | NotAllowed> {
    if (!isId(batchId)) return uploadNotFound();
    return this.database.transaction(async (tx) => {
      const batch = await this.batches.byId(batchId, tx);
      if (!batch || this.policy.mayAt(actor, 'article.read', batch.siteId)) return uploadNotFound();
      const refused = this.policy.mayAt(actor, 'article.import', batch.siteId);
      if (refused) return refused;
      if (!(await cancelBatch(tx, batch.id, actor.userId, this.clock.now()))) return batch;
      const { siteId } = batch;
      await this.audit.record(tx, actor, 'import.cancelled', { type: 'site', id: siteId }, siteId, { batchId });
      return (await this.batches.byId(batchId, tx))!;
    });
  }
}

function uploadNotFound(): NotFound {
  return new NotFound('There is no such upload at your sites. Look for it in the list of uploads.');
}
