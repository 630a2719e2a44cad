import { Injectable } from '@nestjs/common';
import { AuditLog } from '#identity';
import { Database, systemActor } from '#platform';
import { DIGEST_FAULTS_TOLD, digestWait } from '../domain/digest-rhythm.js';
import { Digests } from '../persistence/digests.js';
import { IssueNotices } from './issue-notices.js';

/**
 * A digest could not be put together, and the fault is ours: it is tried again more and more seldom, and its people are
 * told once, when it is more than a moment's trouble. Trying goes on, because what is due stays due.
 */
@Injectable()
export class NoteDigestFault {
  constructor(
    private readonly database: Database,
    private readonly digests: Digests,
    private readonly audit: AuditLog,
    private readonly notices: IssueNotices,
  ) {}

  /**
   * @param errorId by which the log can be asked
   * @returns how often it failed in a row; 0 when another worker made it or counted this meanwhile
   */
  run(siteId: string, errorId: string, now: Date): Promise<number> {
    return this.database.transaction(async (tx) => {
      const digest = await this.digests.lock(tx, siteId);
      const isOpen = digest?.nextAt && digest.nextAt <= now && (!digest.retryAt || digest.retryAt <= now);
      if (!digest || !isOpen) return 0;
      const faults = digest.faults + 1;
      await this.digests.failed(tx, siteId, { faults, faultId: errorId, retryAt: digestWait(faults, now) });
      const subject = { type: 'site', id: siteId } as const;
      await this.audit.record(tx, systemActor('newsletter'), 'digest.failed', subject, siteId, { errorId, faults });
      if (faults === DIGEST_FAULTS_TOLD) await this.notices.tellOfDigest(tx, siteId, { errorId });
      return faults;
    });
  }
}
