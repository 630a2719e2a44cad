import { Injectable } from '@nestjs/common';
import { AuditLog, People } from '#identity';
import { newId } from '#kernel';
import { systemActor, type Tx } from '#platform';
import type { DigestRow } from '../persistence/digests.js';
import { IssueApprovals } from '../persistence/issue-approvals.js';
import { IssueSchedules } from '../persistence/issue-schedules.js';
import type { DigestDraft } from './draft-digest.js';
import { IssueNotices } from './issue-notices.js';

/** What happens to the draft of a digest next: it goes out under a second person's standing word, or waits and is told of. */
@Injectable()
export class HandOnDigest {
  constructor(
    private readonly people: People,
    private readonly approvals: IssueApprovals,
    private readonly schedules: IssueSchedules,
    private readonly audit: AuditLog,
    private readonly notices: IssueNotices,
  ) {}

  async run(tx: Tx, digest: DigestRow, { issueId, articles }: DigestDraft, now: Date): Promise<void> {
    const vouchedById = await this.voucher(tx, digest);
    if (vouchedById) return this.vouch(tx, digest.siteId, issueId, vouchedById, now);
    const issue = { id: issueId, siteId: digest.siteId };
    await this.notices.tell(tx, 'issue.digest-waits', issue, { articles: String(articles) });
  }

  /** The second person, where there is one who still may give their word. */
  private async voucher(tx: Tx, { siteId, vouchedById }: DigestRow): Promise<string | null> {
    if (!vouchedById) return null;
    const may = await this.people.withRoleAt(siteId, ['publisher', 'admin'], tx);
    return may.some(({ id }) => id === vouchedById) ? vouchedById : null;
  }

  /** Their standing word becomes the approval; scheduled for at once, every gate of a schedule is asked. */
  private async vouch(tx: Tx, siteId: string, issueId: string, approvedById: string, now: Date): Promise<void> {
    const { contentHash } = await this.approvals.of(issueId, tx);
    await this.approvals.insert(tx, { id: newId(), issueId, contentHash, approvedById, credentialId: null });
    const asked = { sendAt: now, localTime: null, timeZone: null, createdById: approvedById, createdAt: now };
    await this.schedules.create(tx, { id: newId(), issueId, ...asked });
    const detail = { contentHash, approvedBy: approvedById, standing: true };
    const subject = { type: 'issue', id: issueId } as const;
    await this.audit.record(tx, systemActor('newsletter'), 'issue.approved', subject, siteId, detail);
  }
}
