import { Injectable } from '@nestjs/common';
import { AuditLog, Policy, Sites } from '#identity';
import { type InvalidInput, isRefusal, type NotAllowed, NotFound, newId, type Result } from '#kernel';
import { type Actor, actorId, Database } from '#platform';
import { type IssueInput, issueInputFault } from '../domain/issue-input.js';
import { issueLanguage, segmentFor } from '../domain/issue-language.js';
import { keptWords } from '../domain/issue-words.js';
import type { ArticleInOtherLanguage, ArticleNotSendable } from '../domain/refusals.js';
import { type IssueRow, Issues, segmentColumns } from '../persistence/issues.js';
import { IssueArticles } from './issue-articles.js';

export interface ComposeIssueInput extends IssueInput {
  /** Slug of the site. */
  readonly site: string;
}

type No = NotAllowed | NotFound | InvalidInput | ArticleNotSendable | ArticleInOtherLanguage;

/**
 * Puts live articles into a new issue, and before them the corrections that the site owes its readers. Nothing is sent.
 */
@Injectable()
export class ComposeIssue {
  constructor(
    private readonly database: Database,
    private readonly policy: Policy,
    private readonly sites: Sites,
    private readonly issues: Issues,
    private readonly articles: IssueArticles,
    private readonly audit: AuditLog,
  ) {}

  async run(actor: Actor, input: ComposeIssueInput): Promise<Result<IssueRow, No>> {
    const site = await this.sites.bySlug(input.site);
    if (!site) return new NotFound('There is no site with this short name.');
    const refused = this.policy.mayAt(actor, 'newsletter.compose', site.id) ?? issueInputFault(input);
    if (refused) return refused;
    const locale = issueLanguage(input.locale, null, site);
    if (isRefusal(locale)) return locale;
    const createdById = actorId(actor);
    if (createdById === null) throw new Error('An issue is composed by a person.');
    return this.database.transaction(async (tx) => {
      const frame = { siteId: site.id, locale, ...segmentColumns(segmentFor(input.segment, locale, site)) };
      const articles = await this.articles.pin(tx, input.articles, frame);
      if (isRefusal(articles)) return articles;
      const id = newId();
      await this.issues.create(tx, { id, ...frame, ...keptWords(input), createdById }, articles);
      await this.audit.record(tx, actor, 'issue.composed', { type: 'issue', id }, site.id, {
        articles: articles.length,
        locale,
      });
      return (await this.issues.byId(id, tx))!;
    });
  }
}
