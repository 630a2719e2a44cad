import { Injectable } from '@nestjs/common';
import { AuditLog } from '#identity';
import { Clock, type InvalidInput, isRefusal, NotAllowed, type NotFound } from '#kernel';
import { Database, type StaffActor, type Tx } from '#platform';
import { commentFault } from '../domain/comment-text.js';
import { CommentMovedOn } from '../domain/refusals.js';
import {
  type CommentRow,
  commentById,
  markRetracted,
  replaceMentions,
  rewriteComment,
} from '../persistence/comments.js';
import type { ThreadRow } from '../persistence/threads.js';
import { CommentGround } from './comment-ground.js';
import { CommentNotices } from './comment-notices.js';

export interface EditCommentInput {
  readonly commentId: string;
  /** The version the edit began from. */
  readonly version: number;
  readonly text: string;
  readonly mentions?: readonly string[] | null;
}

type Edited = CommentRow | CommentMovedOn | InvalidInput | NotFound | NotAllowed;

/** What people do with their own comments, and nobody with another's: other words, or a mark that it is taken back. */
@Injectable()
export class EditComment {
  constructor(
    private readonly database: Database,
    private readonly ground: CommentGround,
    private readonly notices: CommentNotices,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  /** Writes own words anew. What they were is kept; the same words again change nothing. */
  async edit(actor: StaffActor, input: EditCommentInput): Promise<Edited> {
    const mentions = [...new Set(input.mentions ?? [])];
    const fault = commentFault(input.text, mentions);
    if (fault) return fault;
    return this.database.transaction(async (tx) => {
      const own = await this.own(tx, actor, input.commentId);
      if (isRefusal(own)) return own;
      const stranger = await this.ground.mentionFault(tx, own.siteId, mentions);
      if (stranger) return stranger;
      if (own.comment.retractedAt || own.comment.version !== input.version) return new CommentMovedOn();
      return this.write(tx, actor, own, { text: input.text.trim(), mentions });
    });
  }

  /** Takes an own comment back. The mark stays; its words are shown to nobody, and kept. Twice is once. */
  retract(actor: StaffActor, commentId: string): Promise<Exclude<Edited, InvalidInput | CommentMovedOn>> {
    return this.database.transaction(async (tx) => {
      const own = await this.own(tx, actor, commentId);
      if (isRefusal(own)) return own;
      if (await markRetracted(tx, own.comment.id, this.clock.now())) {
        await this.record(tx, actor, 'comment.retracted', own);
      }
      return (await commentById(tx, own.comment.id))!;
    });
  }

  private async own(tx: Tx, actor: StaffActor, commentId: string): Promise<Own | NotFound | NotAllowed> {
    const found = await this.ground.comment(tx, commentId);
    if (isRefusal(found)) return found;
    const site = await this.ground.siteOf(tx, actor, found.thread.articleId);
    if (isRefusal(site)) return site;
    if (found.comment.authorId === actor.userId) return { ...found, ...site };
    return new NotAllowed('This is the comment of somebody else. Reply to it instead.');
  }

  private async write(
    tx: Tx,
    actor: StaffActor,
    own: Own,
    next: { text: string; mentions: string[] },
  ): Promise<CommentRow | CommentMovedOn> {
    const { comment, thread, siteId } = own;
    await replaceMentions(tx, comment.id, next.mentions);
    await this.notices.mentioned(tx, actor, { thread, commentId: comment.id, siteId }, next.mentions);
    if (next.text === comment.text) return comment;
    if (!(await rewriteComment(tx, comment, next.text, this.clock.now())))
      throw new Error(`Comment ${comment.id} moved.`);
    await this.record(tx, actor, 'comment.edited', own);
    return (await commentById(tx, comment.id))!;
  }

  private async record(tx: Tx, actor: StaffActor, action: string, { comment, thread, siteId }: Own): Promise<void> {
    const subject = { type: 'commentThread' as const, id: thread.id };
    await this.audit.record(tx, actor, action, subject, siteId, { commentId: comment.id, version: comment.version });
  }
}

interface Own {
  readonly comment: CommentRow;
  readonly thread: ThreadRow;
  readonly siteId: string;
}
