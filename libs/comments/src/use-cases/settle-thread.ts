import { Injectable } from '@nestjs/common';
import { AuditLog } from '#identity';
import { Clock, isRefusal, type NotAllowed, type NotFound } from '#kernel';
import { Database, type StaffActor } from '#platform';
import { atHome, type PlacedThread } from '../domain/place.js';
import { moveThread, type ThreadState, threadById } from '../persistence/threads.js';
import { CommentGround } from './comment-ground.js';

type Settled = PlacedThread | NotFound | NotAllowed;

/** Ends a conversation, or takes it up again. Whoever is second finds it done, and the first one's name on it. */
@Injectable()
export class SettleThread {
  constructor(
    private readonly database: Database,
    private readonly ground: CommentGround,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  resolve(actor: StaffActor, threadId: string): Promise<Settled> {
    return this.move(actor, threadId, 'resolved');
  }

  reopen(actor: StaffActor, threadId: string): Promise<Settled> {
    return this.move(actor, threadId, 'open');
  }

  private move(actor: StaffActor, threadId: string, to: ThreadState): Promise<Settled> {
    return this.database.transaction(async (tx) => {
      const thread = await this.ground.thread(tx, threadId);
      if (isRefusal(thread)) return thread;
      const site = await this.ground.siteOf(tx, actor, thread.articleId);
      if (isRefusal(site)) return site;
      if (await moveThread(tx, thread.id, to, { byId: actor.userId, at: this.clock.now() })) {
        const action = to === 'open' ? 'comment.reopened' : 'comment.resolved';
        await this.audit.record(tx, actor, action, { type: 'commentThread', id: thread.id }, site.siteId);
      }
      return atHome((await threadById(tx, thread.id))!);
    });
  }
}
