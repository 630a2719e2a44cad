import { Injectable } from '@nestjs/common';
import { AuditLog, type SiteRow } from '#identity';
import { isRefusal, newId } from '#kernel';
import { systemActor, type Tx } from '#platform';
import { digestWords } from '../domain/digest-words.js';
import { segmentFor } from '../domain/issue-language.js';
import type { DigestLanguage, DigestRow } from '../persistence/digests.js';
import { Issues, type NewArticle, segmentColumns } from '../persistence/issues.js';
import { CollectNews } from './digest-news.js';
import { IssueArticles, type IssueFrame } from './issue-articles.js';

/** What goes live while a digest is put together is not seen yet, though it bears an earlier instant: it is left for the next. */
const SETTLED_MS = 60_000;

/** A digest that was put together. */
export interface DigestDraft {
  readonly issueId: string;
  /** How many it carries. */
  readonly articles: number;
  /** What went live after this is news for the digest after. */
  readonly until: Date;
}

/** Writes the draft of a digest in one language: the corrections that are owed to its readers, and what is new in it. */
@Injectable()
export class DraftDigest {
  constructor(
    private readonly news: CollectNews,
    private readonly articles: IssueArticles,
    private readonly issues: Issues,
    private readonly audit: AuditLog,
  ) {}

  /** In which languages there is one. */
  languages(tx: Tx, site: SiteRow): Promise<DigestLanguage[]> {
    return this.news.languages(tx, site);
  }

  /** Null when nothing is new and nothing is owed. */
  async run(
    tx: Tx,
    digest: DigestRow,
    site: SiteRow,
    language: DigestLanguage,
    now: Date,
  ): Promise<DigestDraft | null> {
    const { locale } = language;
    const news = await this.news.of(tx, digest, site, language, new Date(now.getTime() - SETTLED_MS));
    const readers = segmentFor(null, locale, site);
    const pinned = await this.pin(
      tx,
      { siteId: site.id, locale, segmentLocale: readers.locale },
      news.articles.map(({ publicationId }) => publicationId),
    );
    if (pinned.length === 0) return null;
    const pinnedIds = new Set(pinned.map(({ publicationId }) => publicationId));
    const about = news.articles.filter(({ publicationId }) => pinnedIds.has(publicationId));
    const articleIds = about.map(({ articleId }) => articleId);
    const forSome = digest.byInterest && pinned.every(({ mode }) => mode !== 'correction');
    const segment = forSome ? await this.news.segment(tx, site.id, articleIds, readers.locale) : readers;
    const id = newId();
    const words = digestWords(site.name, locale);
    const row = { id, siteId: site.id, locale, ...words, ...segmentColumns(segment) };
    await this.issues.create(tx, { ...row, createdById: digest.setById }, pinned);
    const detail = { articles: pinned.length, locale, digest: true };
    await this.audit.record(tx, systemActor('newsletter'), 'issue.composed', { type: 'issue', id }, site.id, detail);
    return { issueId: id, articles: pinned.length, until: news.until };
  }

  /** Corrections that are owed, and of the rest what may be sent now: what may not is left out, not the whole digest. */
  private async pin(tx: Tx, frame: IssueFrame, publicationIds: readonly string[]): Promise<NewArticle[]> {
    let ids = [...publicationIds];
    for (;;) {
      const found = await this.articles.pin(
        tx,
        ids.map((publicationId) => ({ publicationId })),
        frame,
      );
      if (!isRefusal(found)) return found;
      ids = ids.filter((id) => id !== found.publicationId);
    }
  }
}
