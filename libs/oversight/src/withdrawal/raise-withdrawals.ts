import { Injectable } from '@nestjs/common';
import { AuditLog } from '#identity';
import { Clock } from '#kernel';
import { Database, type JobContext, type JobRequest, type Sweep, systemActor } from '#platform';
import { type WithdrawalCheckRow, WithdrawalChecks } from '../persistence/withdrawal-checks.js';
import { WithdrawalTasks } from './withdrawal-tasks.js';

/** Raises what one person withdrew and nobody looked at for a day. Each in a transaction of its own, each once. */
@Injectable()
export class RaiseWithdrawals implements Sweep {
  readonly name = 'oversight.raise-withdrawals';
  readonly everyMs = 300_000;

  constructor(
    private readonly database: Database,
    private readonly checks: WithdrawalChecks,
    private readonly effects: WithdrawalTasks,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  async run({ signal }: JobContext): Promise<JobRequest[]> {
    for (const check of await this.checks.toRaise(this.clock.now())) {
      if (signal.aborted) break;
      await this.raise(check);
    }
    return [];
  }

  private raise(check: WithdrawalCheckRow): Promise<void> {
    return this.database.transaction(async (tx) => {
      const { publicationId, siteId } = check;
      if (!(await this.checks.raise(tx, publicationId, this.clock.now()))) return;
      await this.effects.raise(tx, check);
      const subject = { type: 'publication', id: publicationId } as const;
      await this.audit.record(tx, systemActor('reviewClock'), 'withdrawal.raised', subject, siteId);
    });
  }
}
