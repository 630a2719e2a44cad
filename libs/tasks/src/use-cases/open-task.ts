import { Injectable } from '@nestjs/common';
import { Clock, newId } from '#kernel';
import type { Tx } from '#platform';
import { addTasks, type TaskOrder } from '../persistence/tasks.js';

/**
 * Opens tasks in the caller's transaction: they exist if and only if their reason does. The caller has asked the
 * policy; a task by itself changes nothing that is public.
 */
@Injectable()
export class OpenTask {
  constructor(private readonly clock: Clock) {}

  /** Opens one task. False when one with this key is open already, also when somebody else opens it at this moment. */
  async run(tx: Tx, order: TaskOrder): Promise<boolean> {
    return (await this.many(tx, [order])).length > 0;
  }

  /** Opens many tasks by one statement; the keys of those that were not open already. */
  async many(tx: Tx, orders: readonly TaskOrder[]): Promise<string[]> {
    if (orders.length === 0) return [];
    const at = this.clock.now();
    const added = await addTasks(
      tx,
      orders.map((order) => ({ ...order, id: newId(at.getTime()) })),
      at,
    );
    return added.map(({ key }) => key);
  }
}
