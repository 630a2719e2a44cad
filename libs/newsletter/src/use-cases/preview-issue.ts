import { Injectable } from '@nestjs/common';
import { Policy, type SiteRow, Sites } from '#identity';
import { type InvalidInput, isId, isRefusal, type Result } from '#kernel';
import { type Actor, Database } from '#platform';
import { issueInputFault } from '../domain/issue-input.js';
import { issueLanguage, segmentFor } from '../domain/issue-language.js';
import { keptWords } from '../domain/issue-words.js';
import type { ArticleInOtherLanguage, ArticleNotSendable } from '../domain/refusals.js';
import { Issues, segmentColumns } from '../persistence/issues.js';
import type { ComposeIssueInput } from './compose-issue.js';
import { IssueArticles } from './issue-articles.js';
import { type IssueToRender, type RenderedIssue, RenderIssue } from './render-issue.js';

/** An issue as its readers would see it. The part of the audience changes who gets it, and never what it says. */
@Injectable()
export class PreviewIssue {
  constructor(
    private readonly database: Database,
    private readonly policy: Policy,
    private readonly sites: Sites,
    private readonly issues: Issues,
    private readonly articles: IssueArticles,
    private readonly render: RenderIssue,
  ) {}

  /** A saved issue; null when it does not exist or the actor has no business with it. */
  async saved(actor: Actor, id: string): Promise<RenderedIssue | null> {
    const issue = isId(id) ? await this.issues.byId(id) : null;
    const site = issue && (await this.sites.byId(issue.siteId));
    if (!issue || !site || this.policy.mayAt(actor, 'newsletter.read', site.id)) return null;
    return this.rendered({ ...issue, articles: await this.issues.articlesOf(id) }, site);
  }

  /** What is being written, as it would be saved now; null when the actor may not write there. Nothing is kept. */
  async draft(
    actor: Actor,
    input: ComposeIssueInput,
  ): Promise<Result<RenderedIssue, InvalidInput | ArticleNotSendable | ArticleInOtherLanguage> | null> {
    const site = await this.sites.bySlug(input.site);
    if (!site || this.policy.mayAt(actor, 'newsletter.compose', site.id)) return null;
    const fault = issueInputFault(input);
    if (fault) return fault;
    const locale = issueLanguage(input.locale, null, site);
    if (isRefusal(locale)) return locale;
    const frame = { siteId: site.id, locale, ...segmentColumns(segmentFor(input.segment, locale, site)) };
    const articles = await this.articles.pin(this.database.client, input.articles, frame);
    if (isRefusal(articles)) return articles;
    return this.rendered({ ...keptWords(input), locale, articles }, site);
  }

  private rendered(issue: IssueToRender, site: SiteRow): Promise<RenderedIssue> {
    return this.render.run(this.database.client, issue, site);
  }
}
