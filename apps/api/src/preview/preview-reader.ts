import { Inject, Injectable } from '@nestjs/common';
import type { RenderedWords } from '#delivery';
import { ArticleReader, type RevisionRow, slugOf } from '#editing';
import { Refusal } from '#kernel';
import { Database, SETTINGS, type Settings } from '#platform';
import { isRecalled } from '#publishing';
import { type PreviewClaim, PreviewTokens } from './preview-tokens.js';
import { RevisionPages } from './revision-pages.js';

/** One revision, as it would be read if it were live. It is not: whoever shows it has to say so. */
export interface ArticlePreview extends RenderedWords {
  readonly __typename: 'ArticlePreview';
  readonly articleId: string;
  readonly siteSlug: string;
  readonly locale: string;
  readonly slug: string | null;
  readonly topic: string;
  readonly revisionNumber: number;
  readonly contentHash: string;
  readonly expiresAt: Date;
}

/** The link is not ours, its time is over, or what it showed was archived or recalled. */
export class PreviewRefused extends Refusal {
  readonly code = 'PREVIEW_REFUSED';
  readonly message = 'This link to a preview does not work any more. Ask whoever sent it for a new one.';
}

/** Reads a revision for whoever holds a link to it. It is the only way to words that are not public, and not by name. */
@Injectable()
export class PreviewReader {
  constructor(
    private readonly database: Database,
    private readonly articles: ArticleReader,
    private readonly tokens: PreviewTokens,
    private readonly pages: RevisionPages,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  async byToken(token: string): Promise<ArticlePreview | PreviewRefused> {
    const found = await this.behind(token);
    if (!found) return new PreviewRefused();
    const { revision, topic, claim } = found;
    const { site, ...words } = await this.pages.words(revision, `${this.settings.publicUrl}/media/preview/${token}`);
    const { articleId, locale, number: revisionNumber, contentHash } = revision;
    return {
      __typename: 'ArticlePreview',
      ...words,
      ...{ articleId, siteSlug: site.slug, locale, topic, revisionNumber, contentHash, expiresAt: claim.expiresAt },
      slug: (await slugOf(this.database.client, articleId, locale)) ?? null,
    };
  }

  /** Whether a file stands in the revision of a link: nobody loads others with it. */
  async shows(token: string, file: string): Promise<boolean> {
    const found = await this.behind(token);
    return found !== null && (await this.pages.files(found.revision)).has(file);
  }

  private async behind(token: string): Promise<{ revision: RevisionRow; topic: string; claim: PreviewClaim } | null> {
    const claim = this.tokens.read(token);
    const [revision] = claim ? await this.articles.revisionsByIds([claim.revisionId]) : [];
    const [article] = revision ? await this.articles.articlesByIds([revision.articleId]) : [];
    if (!claim || !revision || article?.siteId !== claim.siteId || article.archivedAt) return null;
    // Whoever holds the link may be a patient: what may be harmful is not shown again.
    if (await isRecalled(this.database.client, revision)) return null;
    return { revision, topic: article.topic, claim };
  }
}
