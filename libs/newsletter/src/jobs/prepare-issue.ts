import { Injectable } from '@nestjs/common';
import { type SiteRow, Sites } from '#identity';
import { isRefusal } from '#kernel';
import { Database } from '#platform';
import type { ArticleMode } from '../domain/issue-input.js';
import type { ArticleNotSendable } from '../domain/refusals.js';
import { CompiledIssue } from '../message/compiled-issue.js';
import { IssueTexts } from '../message/issue-texts.js';
import { type IssueRow, Issues } from '../persistence/issues.js';
import { HoldIssue } from '../use-cases/hold-issue.js';
import { IssueGround, type StandingArticles } from '../use-cases/issue-ground.js';

/** An issue that may be handed over at this moment. */
export interface PreparedIssue {
  readonly issue: IssueRow;
  readonly site: SiteRow;
  readonly compiled: CompiledIssue;
}

/** Asks again, before every chunk, whether an issue may go on, and makes its message ready. */
@Injectable()
export class PrepareIssue {
  private last: { key: string; compiled: CompiledIssue } | undefined;

  constructor(
    private readonly database: Database,
    private readonly sites: Sites,
    private readonly ground: IssueGround,
    private readonly issues: Issues,
    private readonly holding: HoldIssue,
    private readonly texts: IssueTexts,
  ) {}

  /** Null when the issue does not run, or was put on hold just now because an article may no longer be sent. */
  async run(issueId: string): Promise<PreparedIssue | null> {
    const issue = await this.issues.byId(issueId);
    const site = issue && (await this.sites.byId(issue.siteId));
    if (!issue?.frozenAt || !site || issue.state !== 'handingOver') return null;
    const standing = await this.ground.standing(this.database.client, issue);
    if (isRefusal(standing)) {
      await this.hold(issue, standing);
      return null;
    }
    return { issue, site, compiled: await this.compile(issue, issue.frozenAt, site, standing) };
  }

  private async hold(issue: IssueRow, refusal: ArticleNotSendable): Promise<void> {
    const { publicationId, articleTitle: title } = refusal;
    const name = title === null ? 'One of its articles' : `“${title}”`;
    const reason =
      `${name} cannot be sent any more: it is not live on this site, its approval is no longer in force, or its review is ` +
      'overdue. Nobody else gets this issue. Cancel it and compose a new one, or resume it once the article is in order.';
    const facts = { code: 'ARTICLE_NOT_SENDABLE', title } as const;
    const hold = { reason, facts, kind: 'issue.held', audit: { publicationId } } as const;
    await this.database.transaction((tx) => this.holding.run(tx, issue, hold));
  }

  private async compile(
    issue: IssueRow,
    frozenAt: Date,
    site: SiteRow,
    { live, pinned }: StandingArticles,
  ): Promise<CompiledIssue> {
    // Everything that the message is made of, so that a renewed approval or a new address shows at once.
    const key = JSON.stringify([issue.id, site, live.map(({ id, approval }) => [id, approval])]);
    if (this.last?.key === key) return this.last.compiled;
    const articles = live.map((publication, index) => ({ publication, mode: pinned[index]!.mode as ArticleMode }));
    const { locale, subject, preheader, intro } = issue;
    const draft = { locale, subject, preheader, intro, site, at: frozenAt, articles };
    const text = await this.texts.of(this.database.client, draft);
    const compiled = await CompiledIssue.compile(issue.id, frozenAt, text);
    this.last = { key, compiled };
    return compiled;
  }
}
