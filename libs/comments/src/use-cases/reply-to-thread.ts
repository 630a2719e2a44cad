import { Injectable } from '@nestjs/common';
import { AuditLog } from '#identity';
import { Clock, type InvalidInput, isRefusal, type NotAllowed, type NotFound } from '#kernel';
import { Database, type StaffActor, type Tx } from '#platform';
import { commentFault } from '../domain/comment-text.js';
import { type CommentRow, insertComment } from '../persistence/comments.js';
import { CommentGround } from './comment-ground.js';
import { CommentNotices } from './comment-notices.js';

export interface ReplyInput {
  readonly threadId: string;
  readonly text: string;
  readonly mentions?: readonly string[] | null;
}

type Replied = CommentRow | InvalidInput | NotFound | NotAllowed;

/** Adds to a thread, resolved or not: a resolved one stays so until somebody reopens it. */
@Injectable()
export class ReplyToThread {
  constructor(
    private readonly database: Database,
    private readonly ground: CommentGround,
    private readonly notices: CommentNotices,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  async run(actor: StaffActor, input: ReplyInput): Promise<Replied> {
    const mentions = [...new Set(input.mentions ?? [])];
    const fault = commentFault(input.text, mentions);
    if (fault) return fault;
    return this.database.transaction((tx) => this.reply(tx, actor, input, mentions));
  }

  private async reply(tx: Tx, actor: StaffActor, input: ReplyInput, mentions: string[]): Promise<Replied> {
    const thread = await this.ground.thread(tx, input.threadId);
    if (isRefusal(thread)) return thread;
    const site = await this.ground.siteOf(tx, actor, thread.articleId);
    if (isRefusal(site)) return site;
    const stranger = await this.ground.mentionFault(tx, site.siteId, mentions);
    if (stranger) return stranger;
    const words = { threadId: thread.id, authorId: actor.userId, text: input.text.trim(), createdAt: this.clock.now() };
    const comment = await insertComment(tx, words, mentions);
    const about = { thread, commentId: comment.id, siteId: site.siteId };
    await this.notices.mentioned(tx, actor, about, mentions);
    await this.notices.replied(tx, actor, about, mentions);
    await this.audit.record(tx, actor, 'comment.replied', { type: 'commentThread', id: thread.id }, site.siteId, {
      commentId: comment.id,
    });
    return comment;
  }
}
