import { Injectable } from '@nestjs/common';
import { AuditLog, Policy } from '#identity';
import { Clock, InvalidInput, isId, type NotAllowed, NotFound } from '#kernel';
import { Database, type StaffActor, type Tx } from '#platform';
import { TaskClosed, TaskEndsWithItsReason } from '../domain/refusals.js';
import { endsByPerson } from '../domain/task-kinds.js';
import { type TaskRow, taskById } from '../persistence/tasks.js';

type Completed = TaskRow | TaskClosed | TaskEndsWithItsReason | InvalidInput | NotFound | NotAllowed;

/** A person says that the work was done, and how. */
@Injectable()
export class CompleteTask {
  constructor(
    private readonly database: Database,
    private readonly policy: Policy,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  /** @param input `note` says what was done, in 3 to 1,000 characters; it stays with the task */
  async run(actor: StaffActor, input: { id: string; note: string }): Promise<Completed> {
    const note = input.note.trim();
    if (note.length < 3 || note.length > 1_000) {
      return new InvalidInput('note', 'Say what you did, in 3 to 1,000 characters.');
    }
    return this.database.transaction((tx) => this.complete(tx, actor, input.id, note));
  }

  private async complete(tx: Tx, actor: StaffActor, id: string, note: string): Promise<Completed> {
    const task = isId(id) ? await taskById(tx, id) : null;
    if (!task || this.policy.mayAt(actor, 'task.read', task.siteId)) return taskNotFound();
    const refused = this.policy.mayAt(actor, 'task.complete', task.siteId);
    if (refused) return refused;
    if (!endsByPerson(task.kind)) return new TaskEndsWithItsReason();
    const { count } = await tx.task.updateMany({
      where: { id, closedAt: null },
      data: { closedAt: this.clock.now(), closedById: actor.userId, closedReason: note },
    });
    if (count === 0) return new TaskClosed();
    await this.audit.record(tx, actor, 'task.completed', { type: 'task', id }, task.siteId, { kind: task.kind });
    return (await taskById(tx, id))!;
  }
}

/** The refusal for a task that does not exist or belongs to another site: the two look alike. */
export function taskNotFound(): NotFound {
  return new NotFound('There is no such task at your sites. Open it from the list of tasks.');
}
