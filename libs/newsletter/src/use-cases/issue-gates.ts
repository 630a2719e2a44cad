import { Injectable } from '@nestjs/common';
import { People, type SiteRow } from '#identity';
import { Clock } from '#kernel';
import type { Tx } from '#platform';
import { clinicalWords } from '../domain/issue-words.js';
import { ClinicianNeeded, IssueNotApproved, IssueNotReady, PostalAddressMissing } from '../domain/refusals.js';
import { type IssueApprovalRow, IssueApprovals } from '../persistence/issue-approvals.js';
import { type IssueRow, Issues } from '../persistence/issues.js';
import { type RenderedIssue, RenderIssue } from './render-issue.js';

/** Why an issue may not be sent, whatever its articles and its audience. */
export type GateRefusal = IssueNotApproved | ClinicianNeeded | PostalAddressMissing | IssueNotReady;

/** What an issue must have before anybody may send it. Asked at freezing, whoever or whatever begins it. */
@Injectable()
export class IssueGates {
  constructor(
    private readonly issues: Issues,
    private readonly approvals: IssueApprovals,
    private readonly people: People,
    private readonly render: RenderIssue,
    private readonly clock: Clock,
  ) {}

  /** The first that is shut; null when none is. */
  async shut(tx: Tx, issue: IssueRow, site: SiteRow): Promise<GateRefusal | null> {
    return this.address(site) ?? (await this.approval(tx, issue)) ?? (await this.faults(tx, issue, site));
  }

  address({ postalAddress }: SiteRow): PostalAddressMissing | null {
    return postalAddress.trim() === '' ? new PostalAddressMissing() : null;
  }

  /** A second person vouches for it as it stands, and a clinician where its own words are clinical. */
  async approval(tx: Tx, issue: IssueRow): Promise<IssueNotApproved | ClinicianNeeded | null> {
    const { approvals } = await this.approvals.of(issue.id, tx);
    if (approvals.length === 0) return new IssueNotApproved();
    const clinical = clinicalWords(issue);
    if (clinical.length === 0 || (await this.byClinician(tx, approvals))) return null;
    return new ClinicianNeeded(clinical);
  }

  /** The message as it would leave, looked over. */
  async message(tx: Tx, issue: IssueRow, site: SiteRow): Promise<RenderedIssue> {
    return this.render.run(tx, { ...issue, articles: await this.issues.articlesOf(issue.id, tx) }, site);
  }

  /** Articles have a refusal of their own, which says more. */
  private async faults(tx: Tx, issue: IssueRow, site: SiteRow): Promise<IssueNotReady | null> {
    const { checks } = await this.message(tx, issue, site);
    const faults = checks.filter(({ severity, code }) => severity === 'blocking' && code !== 'ARTICLE_NOT_SENDABLE');
    return faults.length > 0 ? new IssueNotReady(faults) : null;
  }

  /** A licence that was revoked or ran out since vouches for nothing. */
  private async byClinician(tx: Tx, approvals: readonly IssueApprovalRow[]): Promise<boolean> {
    const ids = approvals.flatMap(({ credentialId }) => credentialId ?? []);
    const now = this.clock.now();
    const licences = await this.people.credentialsByIds(ids, tx);
    return licences.some(({ revokedAt, validFrom, validUntil }) => !revokedAt && validFrom <= now && now < validUntil);
  }
}
