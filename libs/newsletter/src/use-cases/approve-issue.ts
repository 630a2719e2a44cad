import { Injectable } from '@nestjs/common';
import { AuditLog, Policy } from '#identity';
import { isId, type NotAllowed, NotFound, newId, type Result } from '#kernel';
import { Database, type StaffActor, type Tx } from '#platform';
import { clinicalWords } from '../domain/issue-words.js';
import { ApproverIsComposer, ClinicianNeeded, IssueHashChanged, IssueMovedOn } from '../domain/refusals.js';
import { IssueApprovals } from '../persistence/issue-approvals.js';
import { type IssueRow, Issues } from '../persistence/issues.js';
import { ApproverLicence } from './approver-licence.js';

export interface ApproveIssueInput {
  readonly id: string;
  /** What the approver read. The approval covers this hash and nothing else. */
  readonly contentHash: string;
}

type No = NotAllowed | NotFound | IssueMovedOn | IssueHashChanged | ApproverIsComposer | ClinicianNeeded;

/**
 * A second person vouches for all that an issue says. A reviewer's licence in force stands beside the approval, and is
 * needed where the editor's own words are clinical. The database asks for the second person again.
 */
@Injectable()
export class ApproveIssue {
  constructor(
    private readonly database: Database,
    private readonly policy: Policy,
    private readonly issues: Issues,
    private readonly approvals: IssueApprovals,
    private readonly audit: AuditLog,
    private readonly licences: ApproverLicence,
  ) {}

  async run(actor: StaffActor, { id, contentHash }: ApproveIssueInput): Promise<Result<IssueRow, No>> {
    const issue = isId(id) ? await this.issues.byId(id) : null;
    if (!issue) return new NotFound('There is no issue with this id.');
    const refused = this.policy.mayAt(actor, 'newsletter.approve', issue.siteId);
    if (refused) return refused;
    return this.database.transaction((tx) => this.approve(tx, actor, id, contentHash));
  }

  private async approve(tx: Tx, actor: StaffActor, id: string, read: string): Promise<Result<IssueRow, No>> {
    const issue = await this.issues.lock(tx, id);
    const { contentHash } = await this.approvals.of(id, tx);
    if (issue.state !== 'composing') return new IssueMovedOn(issue.state);
    if (contentHash !== read) return new IssueHashChanged(contentHash);
    if ([issue.createdById, ...issue.contributorIds].includes(actor.userId)) return new ApproverIsComposer();
    const credentialId = await this.licences.of(tx, actor, issue.siteId);
    const clinical = clinicalWords(issue);
    if (clinical.length > 0 && !credentialId) return new ClinicianNeeded(clinical);
    const approval = { id: newId(), issueId: id, contentHash, approvedById: actor.userId, credentialId };
    if (await this.approvals.insert(tx, approval)) {
      const subject = { type: 'issue', id } as const;
      await this.audit.record(tx, actor, 'issue.approved', subject, issue.siteId, { contentHash, credentialId });
    }
    return issue;
  }
}
