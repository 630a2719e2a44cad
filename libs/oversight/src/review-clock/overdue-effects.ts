import { Injectable } from '@nestjs/common';
import { AuditLog, People } from '#identity';
import { StaffNotices } from '#notify';
import { systemActor, type Tx } from '#platform';
import { type OverdueAction, RefreshGround, TakeDown } from '#publishing';
import type { PublishedReview } from '../persistence/published-reviews.js';
import { ReviewTasks } from './review-tasks.js';

const WATCH = systemActor('reviewClock');

/** An overdue text and what is done about it. */
export type Acting = PublishedReview & { readonly action: OverdueAction; readonly at: Date };

/** What follows when the grace of a text is over: the public notice or the withdrawal, the task, the letters. */
@Injectable()
export class OverdueEffects {
  constructor(
    private readonly takeDown: TakeDown,
    private readonly refresh: RefreshGround,
    private readonly tasks: ReviewTasks,
    private readonly people: People,
    private readonly notices: StaffNotices,
    private readonly audit: AuditLog,
  ) {}

  /** In the caller's transaction. False when the text is not live any more. */
  async run(tx: Tx, acting: Acting): Promise<boolean> {
    const done = acting.action === 'withdraw' ? await this.withdraw(tx, acting) : await this.showNotice(tx, acting);
    if (done) await this.tell(tx, acting);
    return done;
  }

  private async withdraw(tx: Tx, { at, reviewDueAt, ...review }: Acting): Promise<boolean> {
    const day = reviewDueAt.toISOString().slice(0, 10);
    const reason = `Its review was due on ${day}, and a text of its risk class is not shown any longer than that.`;
    const publication = { ...review, id: review.publicationId };
    return (await this.takeDown.run(tx, WATCH, { publication, reason, at })) !== null;
  }

  /** Readers see it already, by the dates. The site's generation rises, so that whoever keeps a copy asks again. */
  private async showNotice(tx: Tx, acting: Acting): Promise<boolean> {
    const { publicationId, siteId, reviewDueAt, action } = acting;
    if (!(await this.refresh.run(tx, WATCH, publicationId))) return false;
    const subject = { type: 'publication', id: publicationId } as const;
    const data = { action, reviewDueAt: reviewDueAt.toISOString() };
    await this.audit.record(tx, WATCH, 'publication.under-review', subject, siteId, data);
    await this.tasks.overdue(tx, acting);
    return true;
  }

  /** The people of the site that shows it, and of the one whose article it is. */
  private async tell(tx: Tx, { siteId, ownerSiteId, publicationId, reviewDueAt, action }: Acting): Promise<void> {
    for (const at of new Set([siteId, ownerSiteId])) {
      for (const { id: userId } of await this.people.withRoleAt(at, ['publisher', 'reviewer', 'admin'], tx)) {
        await this.notices.queue(tx, {
          key: `review-acted.${publicationId}.${reviewDueAt.getTime()}.${userId}`,
          userId,
          siteId: at,
          kind: action === 'withdraw' ? 'review.overdue-withdrawn' : 'review.overdue-acted',
          subject: { type: 'publication', id: publicationId },
          detail: { at: reviewDueAt.toISOString() },
        });
      }
    }
  }
}
