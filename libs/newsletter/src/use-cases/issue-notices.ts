import { Injectable } from '@nestjs/common';
import { People } from '#identity';
import { newId } from '#kernel';
import { StaffNotices } from '#notify';
import type { Tx } from '#platform';
import type { IssueRow } from '../persistence/issues.js';

/** What an issue does by itself that its people must hear of. */
export type IssueNoticeKind = 'issue.schedule-refused' | 'issue.stopped' | 'issue.held' | 'issue.digest-waits';

/** Writes to whoever may send a site's newsletter. */
@Injectable()
export class IssueNotices {
  constructor(
    private readonly people: People,
    private readonly notices: StaffNotices,
  ) {}

  /** That a site's digest cannot be put together; told once by whoever counts the faults. */
  async tellOfDigest(tx: Tx, siteId: string, detail: Readonly<Record<string, string>>): Promise<void> {
    const occasion = newId();
    for (const userId of await this.people.withRolesAt(tx, siteId, ['publisher', 'admin'])) {
      const key = `digest.failed-${occasion}-${userId}`;
      const subject = { type: 'digest', id: siteId } as const;
      await this.notices.queue(tx, { key, userId, siteId, kind: 'digest.failed', subject, detail });
    }
  }

  /**
   * One e-mail for each of them, in the transaction of what it tells of: that comes about once, so it is told once. An
   * issue that was resumed and stops again is told again.
   */
  async tell(
    tx: Tx,
    kind: IssueNoticeKind,
    { id, siteId }: Pick<IssueRow, 'id' | 'siteId'>,
    detail: Readonly<Record<string, string>> = {},
  ): Promise<void> {
    const occasion = newId();
    for (const userId of await this.people.withRolesAt(tx, siteId, ['publisher', 'admin'])) {
      const key = `${kind}-${occasion}-${userId}`;
      await this.notices.queue(tx, { key, userId, siteId, kind, subject: { type: 'issue', id }, detail });
    }
  }
}
