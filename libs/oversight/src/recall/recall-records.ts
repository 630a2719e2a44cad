import { Injectable } from '@nestjs/common';
import { AuditLog } from '#identity';
import { Outbox } from '#outbox';
import { systemActor, type Tx } from '#platform';

/** What is written down and announced when a recall ends. */
@Injectable()
export class RecallRecords {
  constructor(
    private readonly audit: AuditLog,
    private readonly outbox: Outbox,
  ) {}

  async corrected(tx: Tx, recall: { id: string; siteId: string }, publicationId: string | null): Promise<void> {
    const { id, siteId } = recall;
    const watch = systemActor('reviewClock');
    await this.audit.record(tx, watch, 'recall.corrected', { type: 'recall', id }, siteId, { publicationId });
    await this.outbox.append(tx, {
      kind: 'recall.corrected',
      payload: { recallId: id, ...(publicationId && { publicationId }) },
    });
  }
}
