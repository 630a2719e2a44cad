import { Injectable } from '@nestjs/common';
import { People, type SiteRow } from '#identity';
import { Clock } from '#kernel';
import type { Tx } from '#platform';
import { clinicalWords } from '../domain/issue-words.js';
import { ClinicianNeeded, IssueNotApproved, PostalAddressMissing } from '../domain/refusals.js';
import { type IssueApprovalRow, IssueApprovals } from '../persistence/issue-approvals.js';
import type { IssueRow } from '../persistence/issues.js';

/** Why an issue may not be sent, whatever its articles and its audience. */
export type GateRefusal = IssueNotApproved | ClinicianNeeded | PostalAddressMissing;

/** What an issue must have before anybody may send it: asked at scheduling, when a schedule fires, and at freezing. */
@Injectable()
export class IssueGates {
  constructor(
    private readonly approvals: IssueApprovals,
    private readonly people: People,
    private readonly clock: Clock,
  ) {}

  /** The first that is shut; null when none is. */
  async shut(tx: Tx, issue: IssueRow, site: SiteRow): Promise<GateRefusal | null> {
    if (site.postalAddress.trim() === '') return new PostalAddressMissing();
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
