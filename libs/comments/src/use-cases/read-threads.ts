import { Injectable } from '@nestjs/common';
import { ArticleReader, type RevisionRow } from '#editing';
import { type PlacedThread, placeThreads } from '../domain/place.js';
import { CommentReader } from '../persistence/comment-reader.js';
import type { ThreadRow } from '../persistence/threads.js';

/** Which threads to show; `orphaned` means open or resolved, at a place that is gone. */
export type ThreadFilter = 'all' | 'open' | 'resolved' | 'orphaned';

/** Shows the threads of an article as they stand in one revision of it. */
@Injectable()
export class ReadThreads {
  constructor(
    private readonly articles: ArticleReader,
    private readonly comments: CommentReader,
  ) {}

  /**
   * The threads of a revision's article and locale with their places in it, the oldest first. With `otherLocales` also
   * those of the other languages, each where it stands in the newest text of its own: so a translator sees what is said
   * about the source. Two statements, four with other locales.
   */
  async of(revision: RevisionRow, filter: ThreadFilter, otherLocales: boolean): Promise<PlacedThread[]> {
    const threads = await this.comments.threadsOfArticle(revision.articleId, otherLocales ? null : revision.locale);
    if (threads.length === 0) return [];
    const newest = await this.newestElsewhere(revision, threads);
    const stored = await this.articles.revisionsByIds([...new Set(threads.map((thread) => thread.revisionId))]);
    const revisions = new Map(stored.map((row) => [row.id, row]));
    const placed = placeThreads(threads, revisions, ({ locale }) => newest.get(locale) ?? revision);
    return placed.filter((thread) => isWanted(thread, filter));
  }

  private async newestElsewhere(revision: RevisionRow, threads: readonly ThreadRow[]) {
    const locales = new Set(threads.map((thread) => thread.locale).filter((locale) => locale !== revision.locale));
    if (locales.size === 0) return new Map<string, RevisionRow>();
    const keys = [...locales].map((locale) => ({ articleId: revision.articleId, locale }));
    const rows = await this.articles.newestRevisions(keys);
    return new Map(rows.map((row) => [row.locale, row]));
  }
}

function isWanted(thread: PlacedThread, filter: ThreadFilter): boolean {
  if (filter === 'all') return true;
  return filter === 'orphaned' ? thread.place.state === 'orphaned' : thread.state === filter;
}
