import { Injectable } from '@nestjs/common';
import { Policy } from '#identity';
import { isId } from '#kernel';
import type { Actor } from '#platform';
import { type IssueDisplay, type IssueProgress, issueProgress } from '../domain/issue-progress.js';
import type { IssueState, RecipientCounts } from '../domain/issue-state.js';
import { IssueDisplays } from '../persistence/issue-displays.js';
import { type IssueRow, Issues } from '../persistence/issues.js';
import { Ledger } from '../persistence/ledger.js';
import { MailEvents, type ReportCounts } from '../persistence/mail-events.js';

/** One page of issues. */
export interface IssuePage {
  readonly issues: readonly IssueRow[];
  readonly hasNextPage: boolean;
  readonly totalCount: number;
}

export interface IssueStanding {
  readonly counts: RecipientCounts;
  /** How many people each kind of report is about. */
  readonly reports: ReportCounts;
  readonly progress: IssueProgress;
}

const MOST = 100;

/** Reads issues for people who compose or approve them. */
@Injectable()
export class ReadIssues {
  constructor(
    private readonly policy: Policy,
    private readonly issues: Issues,
    private readonly displays: IssueDisplays,
    private readonly ledger: Ledger,
    private readonly events: MailEvents,
  ) {}

  /** Null when it does not exist or the actor has no business with it. */
  async one(actor: Actor, id: string): Promise<IssueRow | null> {
    const issue = isId(id) ? await this.issues.byId(id) : null;
    return issue && !this.policy.mayAt(actor, 'newsletter.read', issue.siteId) ? issue : null;
  }

  /** A page of a site's issues, or of those that look so, newest first. `after` is the id of the last one seen; one that is gone begins anew. */
  async page(
    siteId: string,
    first: number,
    after: string | null,
    display: IssueDisplay | null = null,
  ): Promise<IssuePage> {
    const limit = Math.min(Math.max(1, first), MOST);
    const last = after && isId(after) ? await this.issues.byId(after) : null;
    const some = await this.displays.filter(siteId, display);
    const rows = await this.issues.page(some, limit, last);
    return {
      issues: rows.slice(0, limit),
      hasNextPage: rows.length > limit,
      totalCount: await this.issues.count(some),
    };
  }

  /** Where the recipients of several issues stand, counted now. */
  async standings(issues: readonly IssueRow[]): Promise<Map<string, IssueStanding>> {
    const ids = issues.map(({ id }) => id);
    const [counts, reports] = await Promise.all([this.ledger.counts(ids), this.events.counts(ids)]);
    return new Map(
      issues.map((issue) => {
        const own = counts.get(issue.id)!;
        const facts = { ...issue, state: issue.state as IssueState, counts: own };
        return [issue.id, { counts: own, reports: reports.get(issue.id)!, progress: issueProgress(facts) }];
      }),
    );
  }
}
