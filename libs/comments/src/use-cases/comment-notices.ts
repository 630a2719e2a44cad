import { Injectable } from '@nestjs/common';
import { StaffNotices } from '#notify';
import type { StaffActor, Tx } from '#platform';
import { participantsOf } from '../persistence/comments.js';
import type { ThreadRow } from '../persistence/threads.js';

/** Who is told of a comment by e-mail: the people it names, and those who spoke in its thread before. */
@Injectable()
export class CommentNotices {
  constructor(private readonly notices: StaffNotices) {}

  /** Each person once a comment, and never the one who wrote it. */
  async mentioned(tx: Tx, actor: StaffActor, about: About, userIds: readonly string[]): Promise<void> {
    for (const userId of userIds) {
      if (userId === actor.userId) continue;
      await this.notices.queue(tx, { ...notice(actor, about, userId, 'mention'), kind: 'comment.mentioned' });
    }
  }

  /** Who is named hears of it as a mention. */
  async replied(tx: Tx, actor: StaffActor, about: About, named: readonly string[]): Promise<void> {
    const others = await participantsOf(tx, about.thread.id);
    for (const userId of others) {
      if (userId === actor.userId || named.includes(userId)) continue;
      await this.notices.queue(tx, { ...notice(actor, about, userId, 'reply'), kind: 'comment.replied' });
    }
  }
}

interface About {
  readonly thread: ThreadRow;
  readonly commentId: string;
  readonly siteId: string;
}

function notice(actor: StaffActor, { thread, commentId, siteId }: About, userId: string, why: 'mention' | 'reply') {
  return {
    key: `comment-${why}-${commentId}-${userId}`,
    userId,
    siteId,
    subject: { type: 'revision' as const, id: thread.revisionId },
    detail: { byId: actor.userId },
  };
}
