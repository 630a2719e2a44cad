import { Injectable } from '@nestjs/common';
import { AuditLog } from '#identity';
import { Clock, newId } from '#kernel';
import { Outbox } from '#outbox';
import { type Actor, actorId, type Tx } from '#platform';
import { OpenTask } from '#tasks';
import type { StatedStatus } from '../domain/status.js';
import { taskOrder } from '../domain/task-order.js';
import { type ReferenceRow, References } from '../persistence/references.js';

/** What somebody states about a reference. */
export interface StatusStatement {
  readonly status: StatedStatus;
  /** A register, or "staff". */
  readonly source: string;
  readonly at: Date;
  readonly supersededById?: string | null;
  readonly reason?: string | null;
}

/** Writes a status down for all articles at once, in the caller's transaction, and opens the tasks that follow. */
@Injectable()
export class RecordStatus {
  constructor(
    private readonly references: References,
    private readonly tasks: OpenTask,
    private readonly audit: AuditLog,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** False when the reference has this status already: then nothing is written, also when two say so at once. */
  async run(tx: Tx, actor: Actor, reference: ReferenceRow, said: StatusStatement): Promise<boolean> {
    const { id } = reference;
    const { status, source, at, supersededById = null, reason = null } = said;
    const { count } = await tx.evidenceReference.updateMany({
      where: { id, status: reference.status, NOT: { status, supersededById } },
      data: { status, statusSource: source, statusAt: at, supersededById },
    });
    if (count === 0) return false;
    const recordedAt = this.clock.now();
    await tx.evidenceStatusEntry.create({
      data: { id: newId(), referenceId: id, status, source, statedAt: at, recordedAt, byId: actorId(actor), reason },
    });
    const affected = await this.references.affected(id, null, tx);
    await this.tasks.many(
      tx,
      affected.map((article) => taskOrder(id, status, article)).filter((order) => order !== null),
    );
    await this.audit.record(tx, actor, 'reference.status-stated', { type: 'reference', id }, null, { status, source });
    await this.outbox.append(tx, { kind: 'reference.status-stated', payload: { referenceId: id } });
    return true;
  }
}
