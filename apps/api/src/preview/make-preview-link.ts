import { Injectable } from '@nestjs/common';
import { ArticleReader, slugOf } from '#editing';
import { AuditLog, Policy, Sites } from '#identity';
import { InvalidInput, isId, type NotAllowed, NotFound } from '#kernel';
import { Database, type StaffActor } from '#platform';
import { isRecalled } from '#publishing';
import { PreviewTokens } from './preview-tokens.js';

export interface MakePreviewLinkInput {
  readonly revisionId: string;
  /** 1 to 1440. */
  readonly minutes: number;
}

export interface PreviewLink {
  readonly token: string;
  /** Address on the clinic's own site. */
  readonly url: string;
  readonly expiresAt: Date;
}

/** A day: what is not approved must not go round for longer. */
const MOST_MINUTES = 1_440;

/** Makes a link with which anybody may read one revision on the clinic's site, before it is approved or after. */
@Injectable()
export class MakePreviewLink {
  constructor(
    private readonly database: Database,
    private readonly articles: ArticleReader,
    private readonly policy: Policy,
    private readonly audit: AuditLog,
    private readonly sites: Sites,
    private readonly tokens: PreviewTokens,
  ) {}

  /** The link is in the answer and nowhere else; the audit log says who made one, of what, and until when. */
  async run(
    actor: StaffActor,
    { revisionId, minutes }: MakePreviewLinkInput,
  ): Promise<PreviewLink | InvalidInput | NotFound | NotAllowed> {
    if (!Number.isInteger(minutes) || minutes < 1 || minutes > MOST_MINUTES) {
      return new InvalidInput('minutes', `Let the link work for 1 to ${MOST_MINUTES} minutes.`);
    }
    return this.database.transaction(async (tx) => {
      const [revision] = isId(revisionId) ? await this.articles.revisionsByIds([revisionId], tx) : [];
      const [article] = revision ? await this.articles.articlesByIds([revision.articleId], tx) : [];
      if (!revision || !article || this.policy.mayAt(actor, 'article.read', article.siteId)) {
        return new NotFound('There is no such revision at your sites. Choose one of an article.');
      }
      const refused = this.policy.mayAt(actor, 'preview.share', article.siteId);
      if (refused) return refused;
      if (await isRecalled(tx, revision)) {
        return new InvalidInput(
          'revisionId',
          'This text was recalled. Correct it, and share a preview of the new revision.',
        );
      }
      const { token, expiresAt } = this.tokens.make({ revisionId, siteId: article.siteId }, minutes);
      const subject = { type: 'revision' as const, id: revisionId };
      await this.audit.record(tx, actor, 'preview.shared', subject, article.siteId, { until: expiresAt.toISOString() });
      const site = (await this.sites.byId(article.siteId))!;
      const slug = (await slugOf(tx, article.id, revision.locale)) ?? 'preview';
      const path = [revision.locale, slug].map(encodeURIComponent).join('/');
      return { token, url: `${site.url}/${path}?preview=${token}`, expiresAt };
    });
  }
}
