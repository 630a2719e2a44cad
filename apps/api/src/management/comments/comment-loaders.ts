import { Injectable } from '@nestjs/common';
import DataLoader from 'dataloader';
import { CommentReader, type CommentRow, type EarlierText, type ThreadCounts } from '#comments';
import type { ManagementContext } from '../context.js';

interface OwnLoaders {
  readonly ofThread: DataLoader<string, CommentRow[]>;
  readonly mentions: DataLoader<string, { commentId: string; userId: string }[]>;
  readonly earlier: DataLoader<string, EarlierText[]>;
  readonly counts: DataLoader<string, ThreadCounts[]>;
}

/** The batches of this folder, one set a request: a list of threads costs one statement for each kind of relation. */
@Injectable()
export class CommentLoaders {
  private readonly byRequest = new WeakMap<ManagementContext, OwnLoaders>();

  constructor(private readonly comments: CommentReader) {}

  of(context: ManagementContext): OwnLoaders {
    const known = this.byRequest.get(context) ?? this.create();
    this.byRequest.set(context, known);
    return known;
  }

  private create(): OwnLoaders {
    const { comments } = this;
    return {
      ofThread: grouped(
        (ids) => comments.commentsOf(ids),
        ({ threadId }) => threadId,
      ),
      mentions: grouped(
        (ids) => comments.mentionsOf(ids),
        ({ commentId }) => commentId,
      ),
      earlier: grouped(
        (ids) => comments.earlierTexts(ids),
        ({ commentId }) => commentId,
      ),
      counts: grouped(
        (ids) => comments.counts(ids),
        ({ articleId }) => articleId,
      ),
    };
  }
}

function grouped<R>(load: (keys: readonly string[]) => Promise<R[]>, keyOf: (row: R) => string) {
  return new DataLoader<string, R[]>(async (keys) => {
    const rows = await load(keys);
    return keys.map((key) => rows.filter((row) => keyOf(row) === key));
  });
}
