import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '#platform';
import { Issues } from '../persistence/issues.js';
import { SendingHome } from '../persistence/sending-home.js';
import { HoldIssue } from './hold-issue.js';
import { StopAtRates } from './stop-at-rates.js';

const MOVED =
  'This database is a restored copy, or a replica that took over: what was handed over after the copy was made is not known here and would be sent a second time. Resume only when you know that nothing was.';

/** What is asked now and then while mail is sent, beside what stands in the way of each message. */
@Injectable()
export class BeforeSending {
  constructor(
    private readonly database: Database,
    private readonly home: SendingHome,
    private readonly issues: Issues,
    private readonly stopAtRates: StopAtRates,
    private readonly holding: HoldIssue,
  ) {}

  /** Stops what must not go on. Safe to run as often as one likes, in several processes. */
  async run(issueIds: readonly string[]): Promise<void> {
    await this.database.transaction((tx) => this.holdAfterMove(tx));
    for (const issueId of issueIds) await this.stopAtRates.run(issueId);
  }

  /** After a move every running issue waits for a person. */
  private async holdAfterMove(tx: Tx): Promise<void> {
    if (!(await this.home.moveIn(tx))) return;
    for (const issue of await this.issues.running(tx)) {
      const because = { reason: MOVED, facts: { code: 'RESTORED_COPY' } } as const;
      await this.holding.run(tx, issue, { ...because, kind: 'issue.held', audit: { restored: true } });
    }
  }
}
