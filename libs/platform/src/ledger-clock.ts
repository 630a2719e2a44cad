import type { Clock } from '#kernel';
import { Database, type Tx } from './database.js';

/**
 * The time by which what is due is decided. It is the database's own, so that a worker whose clock is wrong neither
 * publishes early nor late. A process that was given a clock, to live through years in minutes, goes by that one.
 */
export abstract class LedgerClock {
  abstract now(tx?: Tx): Promise<Date>;
}

/** The clock of the database server, to the millisecond below. */
export class DatabaseClock extends LedgerClock {
  constructor(private readonly database: Database) {
    super();
  }

  async now(tx: Tx = this.database.client): Promise<Date> {
    const rows = await tx.$queryRaw<{ now: Date }[]>`
      SELECT date_trunc('milliseconds', clock_timestamp()) AS now`;
    return rows[0]!.now;
  }
}

/** Goes by the clock that the process was given. */
export class GivenClock extends LedgerClock {
  constructor(private readonly clock: Clock) {
    super();
  }

  async now(): Promise<Date> {
    return this.clock.now();
  }
}
