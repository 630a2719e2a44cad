import { Injectable } from '@nestjs/common';
import { Subscribers } from '#audience';
import { Policy, type SiteRow, Sites } from '#identity';
import { isId, type Refusal } from '#kernel';
import { type Actor, Database } from '#platform';
import { type CheckField, check, gravestFirst, type IssueCheck } from '../domain/checks/issue-check.js';
import { EmptyAudience } from '../domain/refusals.js';
import { type IssueRow, Issues } from '../persistence/issues.js';
import { IssueGates } from './issue-gates.js';
import { IssueGround } from './issue-ground.js';

/** Everything to know before an issue is sent: what would refuse it, and what is to be read first. */
@Injectable()
export class CheckIssue {
  constructor(
    private readonly database: Database,
    private readonly policy: Policy,
    private readonly sites: Sites,
    private readonly issues: Issues,
    private readonly gates: IssueGates,
    private readonly grounds: IssueGround,
    private readonly subscribers: Subscribers,
  ) {}

  /** The gravest first; null when it does not exist or the actor has no business with it. */
  async run(actor: Actor, id: string): Promise<IssueCheck[] | null> {
    const issue = isId(id) ? await this.issues.byId(id) : null;
    const site = issue && (await this.sites.byId(issue.siteId));
    if (!issue || !site || this.policy.mayAt(actor, 'newsletter.read', site.id)) return null;
    return gravestFirst(await this.all(issue, site));
  }

  private async all(issue: IssueRow, site: SiteRow): Promise<IssueCheck[]> {
    const tx = this.database.client;
    const found: IssueCheck[] = [];
    const stops = (field: CheckField, refusal: Refusal | null) => {
      if (refusal) found.push(check('blocking', field, refusal.code, refusal.message));
    };
    stops('articles', await this.grounds.missing(tx, await this.issues.articlesOf(issue.id, tx), site.id));
    stops('site', this.gates.address(site));
    stops('issue', await this.gates.approval(tx, issue));
    const { confirmed } = await this.subscribers.counts(site.id);
    if (confirmed === 0) stops('audience', new EmptyAudience());
    const { checks } = await this.gates.message(tx, issue, site);
    return [...found, ...checks];
  }
}
