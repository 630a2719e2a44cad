import { Injectable } from '@nestjs/common';
import { Clock } from '#kernel';
import { type Actor, actorId, type Tx } from '#platform';

/** Closes tasks in the caller's transaction because their reason went away. */
@Injectable()
export class CloseTask {
  constructor(private readonly clock: Clock) {}

  /**
   * Closes the open task with this key. False when there is none.
   *
   * @param why a short sentence or code that stays with the task
   */
  async run(tx: Tx, key: string, by: Actor, why: string): Promise<boolean> {
    return (await this.many(tx, [key], by, why)) > 0;
  }

  /** Closes the open tasks with these keys by one statement; how many there were. */
  async many(tx: Tx, keys: readonly string[], by: Actor, why: string): Promise<number> {
    if (keys.length === 0) return 0;
    const { count } = await tx.task.updateMany({
      where: { key: { in: [...keys] }, closedAt: null },
      data: { closedAt: this.clock.now(), closedById: actorId(by), closedReason: why },
    });
    return count;
  }
}
