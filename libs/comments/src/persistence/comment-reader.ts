import { Injectable } from '@nestjs/common';
import { Database } from '#platform';
import type { CommentRow, EarlierText } from './comments.js';
import { type ThreadRow, toThreadRow } from './threads.js';

/** How many threads an article has in a locale. */
export interface ThreadCounts {
  readonly articleId: string;
  readonly locale: string;
  readonly open: number;
  readonly resolved: number;
}

/** Reads threads and comments in batches: one statement for any number of keys. */
@Injectable()
export class CommentReader {
  constructor(private readonly database: Database) {}

  /** Every thread of an article, in one locale or in all, the oldest first. */
  async threadsOfArticle(articleId: string, locale: string | null): Promise<ThreadRow[]> {
    const stored = await this.database.client.commentThread.findMany({
      where: { articleId, ...(locale === null ? {} : { locale }) },
      orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    });
    return stored.map(toThreadRow);
  }

  /** The comments of these threads, the oldest first. */
  commentsOf(threadIds: readonly string[]): Promise<CommentRow[]> {
    return this.database.client.comment.findMany({
      where: { threadId: { in: [...threadIds] } },
      orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    });
  }

  /** What these comments said before they were edited, the oldest first. */
  earlierTexts(commentIds: readonly string[]): Promise<EarlierText[]> {
    return this.database.client.commentText.findMany({
      where: { commentId: { in: [...commentIds] } },
      orderBy: { version: 'asc' },
    });
  }

  mentionsOf(commentIds: readonly string[]): Promise<{ commentId: string; userId: string }[]> {
    return this.database.client.commentMention.findMany({ where: { commentId: { in: [...commentIds] } } });
  }

  /** How many threads these articles have, by locale. A locale without threads has no row. */
  async counts(articleIds: readonly string[]): Promise<ThreadCounts[]> {
    return this.database.client.$queryRaw<ThreadCounts[]>`
      SELECT article_id AS "articleId", locale, count(*) FILTER (WHERE state = 'open')::int AS open,
             count(*) FILTER (WHERE state = 'resolved')::int AS resolved
        FROM comment_thread WHERE article_id = ANY (${[...articleIds]}::uuid[]) GROUP BY article_id, locale`;
  }
}
