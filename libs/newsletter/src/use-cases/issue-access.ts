import { Injectable } from '@nestjs/common';
import { type Operation, Policy, type SiteRow, Sites } from '#identity';
import { isId, type NotAllowed, NotFound, type Result } from '#kernel';
import type { Actor } from '#platform';
import { type IssueRow, Issues } from '../persistence/issues.js';

/** An issue with the site that it is sent from. */
export interface OwnIssue {
  readonly issue: IssueRow;
  readonly site: SiteRow;
}

/** Finds an issue for somebody who may do something with it. */
@Injectable()
export class IssueAccess {
  constructor(
    private readonly policy: Policy,
    private readonly sites: Sites,
    private readonly issues: Issues,
  ) {}

  async for(actor: Actor, operation: Operation, id: string): Promise<Result<OwnIssue, NotFound | NotAllowed>> {
    const issue = isId(id) ? await this.issues.byId(id) : null;
    const site = issue && (await this.sites.byId(issue.siteId));
    if (!issue || !site) return new NotFound('There is no issue with this id.');
    return this.policy.mayAt(actor, operation, site.id) ?? { issue, site };
  }
}
