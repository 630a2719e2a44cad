import { Injectable } from '@nestjs/common';
import { AuditLog } from '#identity';
import { Clock } from '#kernel';
import { Database, type JobRequest, type Sweep, systemActor } from '#platform';
import { OpenTask } from '#tasks';
import { taskKey, taskOrder } from '../domain/task-order.js';
import { type ReferenceRow, References } from '../persistence/references.js';
import { ReferenceStatusSource } from '../sources/reference-status-source.js';
import { checkReferenceJob } from './jobs.js';

const WEEK_MS = 7 * 86_400_000;
/** References a turn: at 400 ms a question and two questions each, well inside the time between turns. */
const BATCH = 50;

/** Queues the checks that are due, and opens tasks for articles that began to use a troubled reference after its trouble. */
@Injectable()
export class EvidenceSweep implements Sweep {
  readonly name = 'evidence.watch-references';
  readonly everyMs = 600_000;

  constructor(
    private readonly database: Database,
    private readonly references: References,
    private readonly registers: ReferenceStatusSource,
    private readonly tasks: OpenTask,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  async run(): Promise<JobRequest[]> {
    for (const reference of await this.references.troubled()) await this.openMissing(reference);
    if (!this.registers.isOn) return [];
    const now = this.clock.now();
    const due = await this.references.claimDue(now, new Date(now.getTime() + WEEK_MS), BATCH);
    return due.map((referenceId) => {
      const id = `check-reference-${referenceId}-${now.getTime()}`;
      return { job: checkReferenceJob, data: { referenceId }, id } as JobRequest;
    });
  }

  /** Whoever completed such a task is not asked again for the same status. */
  private async openMissing({ id, status }: ReferenceRow): Promise<void> {
    const affected = await this.references.affected(id);
    const keys = affected.map((article) => taskKey(id, status, article));
    const known = await this.database.client.$queryRaw<
      { key: string }[]
    >`SELECT key FROM task WHERE key = ANY(${keys})`;
    const missing = affected.filter((article) => !known.some(({ key }) => key === taskKey(id, status, article)));
    if (missing.length === 0) return;
    const orders = missing.map((article) => taskOrder(id, status, article)).filter((order) => order !== null);
    await this.database.transaction(async (tx) => {
      const opened = await this.tasks.many(tx, orders);
      const subject = { type: 'reference', id } as const;
      const data = { status, tasks: opened.length };
      await this.audit.record(tx, systemActor('evidenceWatch'), 'reference.tasks-opened', subject, null, data);
    });
  }
}
