import { Injectable } from '@nestjs/common';
import { AuditLog, People, Policy } from '#identity';
import { Clock, InvalidInput, isId, type NotAllowed, type NotFound } from '#kernel';
import { Database, type StaffActor, type Tx } from '#platform';
import { TaskClosed } from '../domain/refusals.js';
import { type TaskRow, taskById } from '../persistence/tasks.js';
import { taskNotFound } from './complete-task.js';

type Assigned = TaskRow | TaskClosed | InvalidInput | NotFound | NotAllowed;

/** Gives an open task to a person of the site, or to nobody. */
@Injectable()
export class AssignTask {
  constructor(
    private readonly database: Database,
    private readonly people: People,
    private readonly policy: Policy,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  /** @param input `personId` null takes the task from whoever has it */
  async run(actor: StaffActor, input: { id: string; personId: string | null }): Promise<Assigned> {
    return this.database.transaction((tx) => this.assign(tx, actor, input));
  }

  private async assign(tx: Tx, actor: StaffActor, input: { id: string; personId: string | null }): Promise<Assigned> {
    const { id, personId } = input;
    const task = isId(id) ? await taskById(tx, id) : null;
    if (!task || this.policy.mayAt(actor, 'task.read', task.siteId)) return taskNotFound();
    const refused = this.policy.mayAt(actor, 'task.complete', task.siteId);
    if (refused) return refused;
    if (personId !== null && !(await this.worksAt(task.siteId, personId))) {
      return new InvalidInput('personId', 'This person has no role at the site. Choose one of its members of staff.');
    }
    const { count } = await tx.task.updateMany({
      where: { id, closedAt: null },
      data: { assigneeId: personId, assignedAt: personId === null ? null : this.clock.now() },
    });
    if (count === 0) return new TaskClosed();
    await this.audit.record(tx, actor, 'task.assigned', { type: 'task', id }, task.siteId, { personId });
    return (await taskById(tx, id))!;
  }

  private async worksAt(siteId: string, personId: string): Promise<boolean> {
    const person = isId(personId) ? await this.people.actor(personId) : null;
    return person !== null && this.policy.mayAt(person, 'task.read', siteId) === null;
  }
}
