import { Injectable } from '@nestjs/common';
import { People } from '#identity';
import { Clock } from '#kernel';
import { StaffNotices } from '#notify';
import { ROLES, type Tx } from '#platform';
import { type Day, REMINDER_DAYS } from '../domain/reminders.js';
import type { Vouched } from '../persistence/published-reviews.js';

const DAY_MS = 86_400_000;

/** Who gets the letter of a reminder, and the letter. */
@Injectable()
export class ReminderLetters {
  constructor(
    private readonly people: People,
    private readonly notices: StaffNotices,
    private readonly clock: Clock,
  ) {}

  /** The last approver, if still at the site, and everybody with a role that the day asks for. */
  async recipients(tx: Tx, { approverId, ownerSiteId }: Vouched, day: Day): Promise<string[]> {
    const { roles } = REMINDER_DAYS.find((it) => it.day === day)!;
    const asked = await this.people.withRoleAt(ownerSiteId, roles, tx);
    const staff = await this.people.withRoleAt(ownerSiteId, ROLES, tx);
    // Nobody with such a role is left: then everybody who is, because a reminder that nobody gets is a missed one.
    const chosen = asked.length > 0 ? asked : staff;
    return [...new Set([...chosen, ...staff.filter(({ id }) => id === approverId)].map(({ id }) => id))];
  }

  /** Asks for one letter to each of them, in the caller's transaction. */
  async write(tx: Tx, { approvalId, ownerSiteId, reviewDueAt }: Vouched, day: Day, userIds: readonly string[]) {
    // Of a late letter the days that are left, and not those its day is called by.
    const days = Math.max(0, Math.ceil((reviewDueAt.getTime() - this.clock.now().getTime()) / DAY_MS));
    for (const userId of userIds) {
      await this.notices.queue(tx, {
        key: `review-reminder.${approvalId}.${day}.${userId}`,
        userId,
        siteId: ownerSiteId,
        kind: day === 0 ? 'review.due-now' : 'review.due-soon',
        subject: { type: 'approval', id: approvalId },
        detail: { at: reviewDueAt.toISOString(), ...(day > 0 && { days: String(days) }) },
      });
    }
  }
}
