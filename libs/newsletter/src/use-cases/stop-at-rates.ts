import { Injectable } from '@nestjs/common';
import { Database } from '#platform';
import { stopReason } from '../domain/stop-line.js';
import { Issues } from '../persistence/issues.js';
import { MailEvents } from '../persistence/mail-events.js';
import { HoldIssue } from './hold-issue.js';

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
    private readonly holding: HoldIssue,
  ) {}

  /** True when it was stopped by this very call. */
  async run(issueId: string): Promise<boolean> {
    const issue = await this.issues.byId(issueId);
    if (issue?.state !== 'handingOver') return false;
    const { since, inAll } = await this.events.rates(issueId);
    const rates = stopReason(since) ? since : inAll;
    const because = stopReason(rates);
    if (because === null) return false;
    const numbers = Object.entries(rates).map(([name, people]) => [name, String(people)]);
    const said = { audit: { ...rates }, detail: Object.fromEntries(numbers) };
    const hold = { ...because, kind: 'issue.stopped', ...said } as const;
    return this.database.transaction((tx) => this.holding.run(tx, issue, hold));
  }
}
