import { Inject, Injectable } from '@nestjs/common';
import { withPieces } from '#document';
import { AuditLog, type SiteRow, Sites } from '#identity';
import { isRefusal } from '#kernel';
import { picturesFor, publicFilesOf } from '#media';
import { Database, SETTINGS, type Settings, systemActor } from '#platform';
import { type LivePublication, LivePublications } from '#publishing';
import { liveArticles } from '../domain/check-articles.js';
import type { ArticleMode } from '../domain/issue-input.js';
import { type ArticlePictures, articleBlock } from '../message/article-block.js';
import { CompiledIssue } from '../message/compiled-issue.js';
import { mailWords } from '../message/words.js';
import { type IssueArticleRow, type IssueRow, Issues } from '../persistence/issues.js';

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
    private readonly live: LivePublications,
    private readonly issues: Issues,
    private readonly audit: AuditLog,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /** Null when the issue does not run, or was put on hold just now because an article may no longer be sent. */
  async run(issueId: string): Promise<PreparedIssue | null> {
    const issue = await this.issues.byId(issueId);
    const site = issue && (await this.sites.byId(issue.siteId));
    if (!issue?.frozenAt || !site || issue.state !== 'handingOver') return null;
    const pinned = await this.issues.articlesOf(issueId);
    const found = await this.live.find(
      this.database.client,
      pinned.map(({ publicationId }) => publicationId),
    );
    const articles = liveArticles(pinned, found, site.id);
    if (isRefusal(articles)) {
      await this.hold(issue, articles.message, articles.publicationId);
      return null;
    }
    return { issue, site, compiled: await this.compile(issue, issue.frozenAt, site, articles, pinned) };
  }

  private async hold(issue: IssueRow, holdReason: string, publicationId: string): Promise<void> {
    await this.database.transaction(async (tx) => {
      if (!(await this.issues.move(tx, issue.id, 'paused', { holdReason }, ['handingOver']))) return;
      const subject = { type: 'issue', id: issue.id } as const;
      await this.audit.record(tx, systemActor('newsletter'), 'issue.held', subject, issue.siteId, { publicationId });
    });
  }

  private async compile(
    issue: IssueRow,
    frozenAt: Date,
    site: SiteRow,
    live: readonly LivePublication[],
    pinned: readonly IssueArticleRow[],
  ): Promise<CompiledIssue> {
    // Everything that the message is made of, so that a renewed approval or a new address shows at once.
    const key = JSON.stringify([issue.id, site, live.map(({ id, approval }) => [id, approval])]);
    if (this.last?.key === key) return this.last.compiled;
    const month = { month: 'long', year: 'numeric', timeZone: site.timeZone } as const;
    const compiled = await CompiledIssue.compile(issue.id, frozenAt, {
      site,
      words: mailWords(issue.locale),
      subject: issue.subject,
      preheader: issue.preheader,
      intro: issue.intro,
      month: new Intl.DateTimeFormat(issue.locale, month).format(frozenAt),
      articles: await Promise.all(
        live.map(async (publication, index) => {
          const mode = pinned[index]!.mode as ArticleMode;
          return articleBlock(publication, site, mode, await this.picturesOf(publication, mode));
        }),
      ),
    });
    this.last = { key, compiled };
    return compiled;
  }

  /** The words of its pictures as they were approved, on the page and in the message alike. A teaser shows none. */
  private async picturesOf(publication: LivePublication, mode: ArticleMode): Promise<ArticlePictures> {
    if (mode !== 'full') return new Map();
    const { content, pieces, approval } = publication;
    const { mediaIds } = publicFilesOf(withPieces(content, pieces));
    const shown = { asOf: approval.approvedAt, publicUrl: this.settings.publicUrl };
    return picturesFor(this.database.client, mediaIds, shown);
  }
}
