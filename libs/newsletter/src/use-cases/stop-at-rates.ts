import { Injectable } from '@nestjs/common';
import { AuditLog } from '#identity';
import { Database, systemActor } from '#platform';
import { stopReason } from '../domain/stop-line.js';
import { Issues } from '../persistence/issues.js';
import { MailEvents } from '../persistence/mail-events.js';

/**
 * Stops an issue that too many report as spam or that bounces too often, before it harms the clinic's name for years. A
 * person resumes it; from then on only later reports count.
 */
@Injectable()
export class StopAtRates {
  constructor(
    private readonly database: Database,
    private readonly issues: Issues,
    private readonly events: MailEvents,
    private readonly audit: AuditLog,
  ) {}

  /** True when it was stopped by this very call. */
  async run(issueId: string): Promise<boolean> {
    const issue = await this.issues.byId(issueId);
    if (issue?.state !== 'handingOver') return false;
    const rates = await this.events.rates(issueId);
    const holdReason = stopReason(rates);
    if (holdReason === null) return false;
    return this.database.transaction(async (tx) => {
      if (!(await this.issues.move(tx, issueId, 'paused', { holdReason }, ['handingOver']))) return false;
      const subject = { type: 'issue', id: issueId } as const;
      await this.audit.record(tx, systemActor('newsletter'), 'issue.held', subject, issue.siteId, { ...rates });
      return true;
    });
  }
}
