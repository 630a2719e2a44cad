import { Injectable } from '@nestjs/common';
import { SegmentReader } from '#audience';
import type { SiteRow } from '#identity';
import { isRefusal, type Refusal } from '#kernel';
import { type Actor, Database } from '#platform';
import { languageChecks } from '../domain/checks/audience-checks.js';
import { type CheckField, check, gravestFirst, type IssueCheck } from '../domain/checks/issue-check.js';
import { languagesOf } from '../domain/issue-language.js';
import { EmptyAudience } from '../domain/refusals.js';
import { type IssueRow, Issues, segmentOf } from '../persistence/issues.js';
import { IssueAccess } from './issue-access.js';
import { IssueGates } from './issue-gates.js';

/** Everything to know before an issue is sent: what would refuse it, and what is to be read first. */
@Injectable()
export class CheckIssue {
  constructor(
    private readonly database: Database,
    private readonly access: IssueAccess,
    private readonly issues: Issues,
    private readonly gates: IssueGates,
    private readonly segments: SegmentReader,
  ) {}

  /** The gravest first; null when it does not exist or the actor has no business with it. */
  async run(actor: Actor, id: string): Promise<IssueCheck[] | null> {
    const own = await this.access.for(actor, 'newsletter.read', id);
    return isRefusal(own) ? null : gravestFirst(await this.all(own.issue, own.site));
  }

  /** How many of those who get it asked for its language. A site with one language asks nobody for one. */
  private async readers(issue: IssueRow, site: SiteRow, willGet: number): Promise<number> {
    const segment = segmentOf(issue);
    if (segment.locale === issue.locale || languagesOf(site).length < 2) return willGet;
    if (segment.locale !== null) return 0;
    return (await this.segments.counts(site.id, { ...segment, locale: issue.locale })).willGet;
  }

  private async all(issue: IssueRow, site: SiteRow): Promise<IssueCheck[]> {
    const tx = this.database.client;
    const found: IssueCheck[] = [];
    const stops = (field: CheckField, refusal: Refusal | null) => {
      if (refusal) found.push(check('blocking', field, refusal.code, refusal.message));
    };
    stops('articles', await this.gates.ground.missing(tx, await this.issues.articlesOf(issue.id, tx), issue));
    stops('site', this.gates.address(site));
    const sender = await this.gates.sender.remark(tx, site);
    if (sender) found.push(sender);
    stops('issue', await this.gates.approved(tx, issue));
    const { willGet } = await this.segments.counts(site.id, segmentOf(issue));
    if (willGet === 0) stops('audience', new EmptyAudience());
    found.push(...languageChecks(issue.locale, willGet, willGet - (await this.readers(issue, site, willGet))));
    const { checks } = await this.gates.message(tx, issue, site);
    return [...found, ...checks];
  }
}
