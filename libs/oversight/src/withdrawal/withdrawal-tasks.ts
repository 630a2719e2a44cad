import { Injectable } from '@nestjs/common';
import { People } from '#identity';
import { StaffNotices } from '#notify';
import type { Actor, Tx } from '#platform';
import { CloseTask, OpenTask } from '#tasks';
import type { WithdrawalCheckRow } from '../persistence/withdrawal-checks.js';

/** What tells people that a withdrawal waits for its second look. */
@Injectable()
export class WithdrawalTasks {
  constructor(
    private readonly open: OpenTask,
    private readonly shut: CloseTask,
    private readonly people: People,
    private readonly notices: StaffNotices,
  ) {}

  /** The task, and a letter to everybody who could decide: not to the one who withdrew it. */
  async raise(tx: Tx, check: WithdrawalCheckRow): Promise<void> {
    const { publicationId, siteId, articleId, locale, withdrawnById } = check;
    const subject = { type: 'publication', id: publicationId } as const;
    await this.open.run(tx, { key: keyOf(check), siteId, kind: 'withdrawalUnconfirmed', articleId, locale, subject });
    for (const { id: userId } of await this.people.withRoleAt(siteId, ['reviewer', 'publisher', 'admin'], tx)) {
      if (userId === withdrawnById) continue;
      const key = `withdrawal-unconfirmed.${publicationId}.${userId}`;
      const detail = { byId: withdrawnById };
      await this.notices.queue(tx, { key, userId, siteId, kind: 'withdrawal.unconfirmed', subject, detail });
    }
  }

  /** The second look was taken. */
  async close(tx: Tx, by: Actor, check: WithdrawalCheckRow): Promise<void> {
    await this.shut.run(tx, keyOf(check), by, 'A second person decided.');
  }
}

function keyOf({ publicationId }: WithdrawalCheckRow): string {
  return `withdrawal-unconfirmed.${publicationId}`;
}
