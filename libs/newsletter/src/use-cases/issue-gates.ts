import { Injectable } from '@nestjs/common';
import type { SiteRow } from '#identity';
import type { Tx } from '#platform';
import {
  type ArticleInOtherLanguage,
  type ArticleNotSendable,
  type ClinicianNeeded,
  type CorrectionOwed,
  type IssueNotApproved,
  IssueNotReady,
  PostalAddressMissing,
  type SenderDomainNotReady,
} from '../domain/refusals.js';
import { type IssueRow, Issues } from '../persistence/issues.js';
import { ApprovalGate } from './approval-gate.js';
import { IssueGround } from './issue-ground.js';
import { type RenderedIssue, RenderIssue } from './render-issue.js';
import { SenderGate } from './sender-gate.js';

/** Why an issue may not be sent, whatever its audience. */
export type GateRefusal =
  | PostalAddressMissing
  | SenderDomainNotReady
  | IssueNotApproved
  | ClinicianNeeded
  | IssueNotReady
  | ArticleNotSendable
  | ArticleInOtherLanguage
  | CorrectionOwed;

/** What the ground refuses by itself. */
const OF_ARTICLES = ['ARTICLE_NOT_SENDABLE', 'ARTICLE_IN_OTHER_LANGUAGE'];

/** What an issue must have before anybody may send it. Asked at scheduling and at freezing, whoever or whatever begins it. */
@Injectable()
export class IssueGates {
  constructor(
    private readonly issues: Issues,
    private readonly approval: ApprovalGate,
    readonly sender: SenderGate,
    readonly ground: IssueGround,
    private readonly render: RenderIssue,
  ) {}

  /** The first that is shut; null when none is: then the approvals of its articles are pinned. */
  async shut(tx: Tx, issue: IssueRow, site: SiteRow): Promise<GateRefusal | null> {
    return (
      this.address(site) ??
      (await this.sender.shut(tx, site)) ??
      (await this.approval.shut(tx, issue)) ??
      (await this.faults(tx, issue, site)) ??
      (await this.ground.pin(tx, issue))
    );
  }

  address({ postalAddress }: SiteRow): PostalAddressMissing | null {
    return postalAddress.trim() === '' ? new PostalAddressMissing() : null;
  }

  /** A second person, and a clinician where one is needed. */
  approved(tx: Tx, issue: IssueRow): Promise<IssueNotApproved | ClinicianNeeded | null> {
    return this.approval.shut(tx, issue);
  }

  /** The message as it would leave, looked over. */
  async message(tx: Tx, issue: IssueRow, site: SiteRow): Promise<RenderedIssue> {
    return this.render.run(tx, { ...issue, articles: await this.issues.articlesOf(issue.id, tx) }, site);
  }

  /** Articles have a refusal of their own, which says more. */
  private async faults(tx: Tx, issue: IssueRow, site: SiteRow): Promise<IssueNotReady | null> {
    const { checks } = await this.message(tx, issue, site);
    const faults = checks.filter(({ severity, code }) => severity === 'blocking' && !OF_ARTICLES.includes(code));
    return faults.length > 0 ? new IssueNotReady(faults) : null;
  }
}
