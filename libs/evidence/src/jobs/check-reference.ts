import { Injectable } from '@nestjs/common';
import { AuditLog } from '#identity';
import { Clock } from '#kernel';
import { Database, type JobHandler, systemActor } from '#platform';
import { registerMaySay } from '../domain/status.js';
import { References } from '../persistence/references.js';
import { ReferenceStatusSource } from '../sources/reference-status-source.js';
import { RecordStatus } from '../use-cases/record-status.js';
import { checkReferenceJob } from './jobs.js';

/** Asks the registers about one reference, outside of any transaction, and writes down what is new. Run twice it is once. */
@Injectable()
export class CheckReference implements JobHandler<{ referenceId: string }> {
  readonly job = checkReferenceJob;

  constructor(
    private readonly database: Database,
    private readonly references: References,
    private readonly registers: ReferenceStatusSource,
    private readonly record: RecordStatus,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  async run({ referenceId }: { referenceId: string }): Promise<void> {
    const [known] = await this.references.byIds([referenceId]);
    if (!known || !this.registers.isOn) return;
    const answer = await this.registers.ask(known);
    await this.database.transaction(async (tx) => {
      const at = this.clock.now();
      await tx.evidenceReference.update({ where: { id: referenceId }, data: { checkedAt: at } });
      const [reference] = await this.references.byIds([referenceId], tx);
      const watch = systemActor('evidenceWatch');
      if (answer && registerMaySay(reference!.status, answer.status)) {
        await this.record.run(tx, watch, reference!, { ...answer, at: answer.at ?? at });
      }
      const subject = { type: 'reference', id: referenceId } as const;
      await this.audit.record(tx, watch, 'reference.checked', subject, null, { answer: answer?.status ?? 'unknown' });
    });
  }
}
