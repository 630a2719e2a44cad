import { Injectable } from '@nestjs/common';
import { People } from '#identity';
import { StaffNotices } from '#notify';
import type { Actor, Tx } from '#platform';
import { CloseTask, OpenTask } from '#tasks';
import type { RecallRow } from '../persistence/recalls.js';

/** The task that drives the correction of a recalled text, and the letters about it. */
@Injectable()
export class RecallTasks {
  constructor(
    private readonly openTask: OpenTask,
    private readonly closeTask: CloseTask,
    private readonly people: People,
    private readonly notices: StaffNotices,
  ) {}

  /** Opens the task and writes to everybody of the article's site. */
  async open(tx: Tx, { id, siteId, articleId, locale, openedById }: RecallRow): Promise<void> {
    const subject = { type: 'recall', id };
    await this.openTask.run(tx, {
      key: keyOf(id),
      siteId,
      kind: 'recallOpen',
      articleId,
      locale,
      subject,
      urgent: true,
    });
    for (const { id: userId } of await this.people.withRoleAt(
      siteId,
      ['author', 'reviewer', 'publisher', 'admin'],
      tx,
    )) {
      await this.notices.queue(tx, {
        ...{ key: `recall-opened.${id}.${userId}`, userId, siteId, kind: 'recall.opened' },
        ...{ subject: { type: 'article', id: articleId }, detail: { byId: openedById } },
      });
    }
  }

  /** The people of a site that showed the text are told that it was taken off there. */
  async takenOff(tx: Tx, publication: { id: string; siteId: string }): Promise<void> {
    const { id, siteId } = publication;
    for (const { id: userId } of await this.people.withRoleAt(siteId, ['publisher', 'admin'], tx)) {
      await this.notices.queue(tx, {
        ...{ key: `recall-taken-off.${id}.${userId}`, userId, siteId, kind: 'recall.taken-off' },
        subject: { type: 'publication', id },
      });
    }
  }

  /** The correction is live. */
  async close(tx: Tx, by: Actor, recallId: string): Promise<void> {
    await this.closeTask.run(tx, keyOf(recallId), by, 'The corrected text is live.');
  }
}

function keyOf(recallId: string): string {
  return `recall-open.${recallId}`;
}
