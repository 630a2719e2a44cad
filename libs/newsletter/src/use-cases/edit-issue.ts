import { Injectable } from '@nestjs/common';
import { AuditLog, type SiteRow } from '#identity';
import { Clock, type InvalidInput, isRefusal, type NotAllowed, type NotFound, type Result } from '#kernel';
import { Database, type StaffActor, type Tx } from '#platform';
import { type IssueInput, issueInputFault } from '../domain/issue-input.js';
import { issueLanguage, segmentFor } from '../domain/issue-language.js';
import { keptWords } from '../domain/issue-words.js';
import {
  type ArticleInOtherLanguage,
  type ArticleNotSendable,
  IssueChanged,
  IssueMovedOn,
} from '../domain/refusals.js';
import {
  type IssueArticleRow,
  type IssueEdit,
  type IssueRow,
  Issues,
  type NewArticle,
  segmentColumns,
} from '../persistence/issues.js';
import { IssueAccess } from './issue-access.js';
import { IssueArticles } from './issue-articles.js';

export interface EditIssueInput extends IssueInput {
  readonly id: string;
  /** The version that the editor had before them. */
  readonly version: number;
}

type No =
  | NotAllowed
  | NotFound
  | InvalidInput
  | ArticleNotSendable
  | ArticleInOtherLanguage
  | IssueChanged
  | IssueMovedOn;

/**
 * Writes a draft over: its language, its words, and its articles in their order. Whoever changes it is one of its composers from then
 * on. What changes nothing is not saved, and keeps approvals.
 */
@Injectable()
export class EditIssue {
  constructor(
    private readonly database: Database,
    private readonly access: IssueAccess,
    private readonly articles: IssueArticles,
    private readonly issues: Issues,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  async run(actor: StaffActor, input: EditIssueInput): Promise<Result<IssueRow, No>> {
    const own = await this.access.for(actor, 'newsletter.compose', input.id);
    if (isRefusal(own)) return own;
    const refused = issueInputFault(input);
    if (refused) return refused;
    return this.database.transaction((tx) => this.save(tx, actor, input, own.site));
  }

  private async save(tx: Tx, actor: StaffActor, input: EditIssueInput, site: SiteRow): Promise<Result<IssueRow, No>> {
    const issue = await this.issues.lock(tx, input.id);
    if (issue.state !== 'composing') return new IssueMovedOn(issue.state);
    if (issue.version !== input.version) return new IssueChanged(issue);
    const locale = issueLanguage(input.locale, issue.locale, site);
    if (isRefusal(locale)) return locale;
    const segment = segmentColumns(segmentFor(input.segment, locale, site));
    const articles = await this.articles.pin(tx, input.articles, { siteId: site.id, locale, ...segment });
    if (isRefusal(articles)) return articles;
    const { version } = issue;
    const next = { locale, ...keptWords(input), ...segment };
    if (!(await this.differs(tx, issue, next, articles))) return issue;
    const contributorIds = [...new Set([...issue.contributorIds, actor.userId])];
    const edit = { ...next, version, changedAt: this.clock.now(), contributorIds };
    if (!(await this.issues.edit(tx, issue.id, edit, articles))) return new IssueChanged(issue);
    const subject = { type: 'issue', id: issue.id } as const;
    const detail = { version: version + 1, articles: articles.length, locale };
    await this.audit.record(tx, actor, 'issue.edited', subject, issue.siteId, detail);
    return (await this.issues.byId(issue.id, tx))!;
  }

  private async differs(
    tx: Tx,
    issue: IssueRow,
    next: Omit<IssueEdit, 'version' | 'changedAt' | 'contributorIds'>,
    articles: readonly NewArticle[],
  ): Promise<boolean> {
    const says = (
      words: typeof next,
      all: readonly Pick<IssueArticleRow, 'publicationId' | 'contentHash' | 'mode'>[],
    ) =>
      JSON.stringify([
        ...[words.locale, words.subject, words.preheader, words.intro],
        ...[words.segmentLocale, words.segmentInterests, words.segmentWithoutInterests],
        all.map(({ publicationId, contentHash, mode }) => [publicationId, contentHash, mode]),
      ]);
    return says(issue, await this.issues.articlesOf(issue.id, tx)) !== says(next, articles);
  }
}
