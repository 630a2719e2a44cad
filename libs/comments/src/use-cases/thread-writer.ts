import { Injectable } from '@nestjs/common';
import { type Anchor, anchorAt } from '#document';
import { contentOf, pinRevision, type RevisionRow } from '#editing';
import { AuditLog } from '#identity';
import { Clock } from '#kernel';
import type { StaffActor, Tx } from '#platform';
import { insertComment } from '../persistence/comments.js';
import { insertThread, type ThreadRow } from '../persistence/threads.js';
import { CommentNotices } from './comment-notices.js';

interface NewThread {
  readonly revision: RevisionRow;
  readonly siteId: string;
  readonly anchor: Anchor;
  readonly text: string;
  readonly mentions: readonly string[];
}

/**
 * Writes a conversation's first words, in the transaction of whoever asked the policy and looked at the words. The
 * revision is pinned: what was commented on stays as it was.
 */
@Injectable()
export class ThreadWriter {
  constructor(
    private readonly notices: CommentNotices,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  async start(tx: Tx, actor: StaffActor, { revision, siteId, anchor, text, mentions }: NewThread): Promise<ThreadRow> {
    const at = this.clock.now();
    await pinRevision(tx, revision.id, 'comment', at);
    const { id: revisionId, articleId, locale, contentHash } = revision;
    const thread = await insertThread(tx, {
      ...{ articleId, locale, revisionId, anchor },
      ...{ createdById: actor.userId, createdAt: at },
    });
    const words = { threadId: thread.id, authorId: actor.userId, text: text.trim(), createdAt: at };
    const comment = await insertComment(tx, words, mentions);
    await this.notices.mentioned(tx, actor, { thread, commentId: comment.id, siteId }, mentions);
    const subject = { type: 'commentThread', id: thread.id } as const;
    await this.audit.record(tx, actor, 'comment.started', subject, siteId, { revisionId, contentHash });
    return thread;
  }

  /** About the text as a whole: it stands at the title, which every text has. */
  onTitle(tx: Tx, actor: StaffActor, about: Pick<NewThread, 'revision' | 'siteId' | 'text'>): Promise<ThreadRow> {
    const content = contentOf(about.revision);
    const anchor = anchorAt(content, { path: 'title', from: 0, to: content.title.length });
    if (!anchor) throw new Error(`Revision ${about.revision.id} has no title to comment on.`);
    return this.start(tx, actor, { ...about, anchor, mentions: [] });
  }
}
