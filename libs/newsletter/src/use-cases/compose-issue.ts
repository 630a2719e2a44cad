import { Injectable } from '@nestjs/common';
import { EVERYBODY } from '#audience';
import { AuditLog, Policy, Sites } from '#identity';
import { type InvalidInput, isRefusal, type NotAllowed, NotFound, newId, type Result } from '#kernel';
import { type Actor, actorId, Database, type Tx } from '#platform';
import { type LivePublication, LivePublications } from '#publishing';
import { type ArticleMode, type IssueInput, issueInputFault } from '../domain/issue-input.js';
import { ArticleNotSendable } from '../domain/refusals.js';
import { type IssueRow, Issues, type NewArticle, segmentColumns } from '../persistence/issues.js';
import { OwedCorrections } from '../persistence/owed-corrections.js';

export interface ComposeIssueInput extends IssueInput {
  /** Slug of the site. */
  readonly site: string;
}

type No = NotAllowed | NotFound | InvalidInput | ArticleNotSendable;

/**
 * Puts live articles into a new issue, and before them the corrections that the site owes its readers. Nothing is sent.
 */
@Injectable()
export class ComposeIssue {
  constructor(
    private readonly database: Database,
    private readonly policy: Policy,
    private readonly sites: Sites,
    private readonly live: LivePublications,
    private readonly issues: Issues,
    private readonly owed: OwedCorrections,
    private readonly audit: AuditLog,
  ) {}

  async run(actor: Actor, input: ComposeIssueInput): Promise<Result<IssueRow, No>> {
    const site = await this.sites.bySlug(input.site);
    if (!site) return new NotFound('There is no site with this short name.');
    const refused = this.policy.mayAt(actor, 'newsletter.compose', site.id) ?? issueInputFault(input);
    if (refused) return refused;
    const createdById = actorId(actor);
    if (createdById === null) throw new Error('An issue is composed by a person.');
    return this.database.transaction(async (tx) => {
      const articles = await this.pin(tx, input, site.id);
      if (isRefusal(articles)) return articles;
      const id = newId();
      const { subject, preheader, intro } = input;
      const words = { subject: subject.trim(), preheader: preheader.trim(), intro: intro.trim() };
      const segment = segmentColumns(input.segment ?? EVERYBODY);
      const row = { id, siteId: site.id, locale: site.locale, ...words, ...segment, createdById };
      await this.issues.create(tx, row, articles);
      await this.audit.record(tx, actor, 'issue.composed', { type: 'issue', id }, site.id, {
        articles: articles.length,
      });
      return (await this.issues.byId(id, tx))!;
    });
  }

  private async pin(tx: Tx, input: IssueInput, siteId: string): Promise<NewArticle[] | ArticleNotSendable> {
    const owed = await this.owed.of(tx, siteId);
    const chosen = input.articles.filter(({ publicationId }) => !owed.includes(publicationId));
    const found = await this.live.find(tx, [...owed, ...chosen.map(({ publicationId }) => publicationId)]);
    const corrections = owed.flatMap((id) => found.find((it) => it.id === id) ?? []);
    const articles = corrections.map((publication) => pinned(publication, 'correction'));
    for (const { publicationId, mode = 'teaser' } of chosen) {
      const publication = found.find(({ id }) => id === publicationId);
      if (publication?.siteId !== siteId) return new ArticleNotSendable(publicationId, null);
      articles.push(pinned(publication, mode));
    }
    return articles.map((article, position) => ({ ...article, position }));
  }
}

function pinned(publication: LivePublication, mode: ArticleMode): Omit<NewArticle, 'position'> {
  const { id: publicationId, revisionId, contentHash, approval, content } = publication;
  return { publicationId, revisionId, approvalId: approval.id, contentHash, title: content.title, mode };
}
