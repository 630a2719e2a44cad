import { Injectable } from '@nestjs/common';
import { ArticleReader, contentOf, type RevisionRow } from '#editing';
import type { Tx } from '#platform';
import { type Finding, languageOf, runLibraryChecks } from '#quality';
import { LibraryIndex } from './persistence/library-index.js';

/**
 * Copies, contradictions and shared topics between articles of one site. Worked out when somebody looks and never
 * stored: a change in any article may end or begin a finding in every other.
 */
@Injectable()
export class LibraryFindings {
  constructor(
    private readonly articles: ArticleReader,
    private readonly index: LibraryIndex,
  ) {}

  /** By revision id; two statements for any number of revisions. */
  async of(revisions: readonly RevisionRow[], tx: Tx): Promise<ReadonlyMap<string, readonly Finding[]>> {
    const ids = [...new Set(revisions.map(({ articleId }) => articleId))];
    const siteOf = new Map((await this.articles.articlesByIds(ids, tx)).map(({ id, siteId }) => [id, siteId]));
    const languages = [...new Set(revisions.map(({ locale }) => languageOf(locale)))];
    const entries = await this.index.entries([...new Set(siteOf.values())], languages, tx);
    return new Map(
      revisions.map((revision) => {
        const siteId = siteOf.get(revision.articleId);
        const others = entries.filter((it) => it.siteId === siteId && it.entry.id !== revision.articleId);
        const library = others.map(({ entry }) => entry);
        return [revision.id, library.length === 0 ? [] : runLibraryChecks(contentOf(revision), library)];
      }),
    );
  }
}
