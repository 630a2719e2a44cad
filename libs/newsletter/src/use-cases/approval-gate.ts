import { Injectable } from '@nestjs/common';
import { People } from '#identity';
import { Clock } from '#kernel';
import type { Tx } from '#platform';
import { clinicalWords } from '../domain/issue-words.js';
import { ClinicianNeeded, IssueNotApproved } from '../domain/refusals.js';
import { type IssueApprovalRow, IssueApprovals } from '../persistence/issue-approvals.js';
import type { IssueRow } from '../persistence/issues.js';

/** A second person vouches for an issue as it stands, and a clinician where its own words are clinical. */
@Injectable()
export class ApprovalGate {
  constructor(
    private readonly approvals: IssueApprovals,
    private readonly people: People,
    private readonly clock: Clock,
  ) {}

  async shut(tx: Tx, issue: IssueRow): Promise<IssueNotApproved | ClinicianNeeded | null> {
    const { approvals } = await this.approvals.of(issue.id, tx);
    if (approvals.length === 0) return new IssueNotApproved();
    const clinical = clinicalWords(issue);
    if (clinical.length === 0 || (await this.byClinician(tx, approvals))) return null;
    return new ClinicianNeeded(clinical);
  }

  /** A licence that was revoked or ran out since vouches for nothing. */
  private async byClinician(tx: Tx, approvals: readonly IssueApprovalRow[]): Promise<boolean> {
    const ids = approvals.flatMap(({ credentialId }) => credentialId ?? []);
    const now = this.clock.now();
    const licences = await this.people.credentialsByIds(ids, tx);
    return licences.some(({ revokedAt, validFrom, validUntil }) => !revokedAt && validFrom <= now && now < validUntil);
  }
}
