import { Inject, Injectable } from '@nestjs/common';
import { newId } from '#kernel';
import { Database } from '#platform';

/** How often an event is tried before it is dead and waits for a person. */
const MAX_ATTEMPTS = 12;

/** A fact that this worker may pass on until its lease ends. */
export interface ClaimedEvent {
  readonly id: string;
  readonly kind: string;
  readonly payload: Readonly<Record<string, string>>;
  /** Counts this attempt. */
  readonly attempts: number;
  /** Proves that the event is still this claim's. */
  readonly leaseToken: string;
}

/** How much waits in the outbox. */
export interface OutboxDepth {
  readonly pending: number;
  readonly leased: number;
  readonly dead: number;
  /** Age of the oldest event that has not been passed on, in seconds; 0 when there is none. */
  readonly oldestSeconds: number;
}

/**
 * The relay's side of the outbox. Every time in it is the database's own: workers on machines with wrong clocks
 * still agree on who holds which event.
 *
 * pending -> leased (claim) -> done (complete) | pending (retry, release) | dead (retry after the last attempt)
 * leased -> leased (claim by another, once the lease has ended); dead -> pending (replay)
 */
@Injectable()
export class OutboxRelay {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** Takes up to `limit` events, oldest first. Two relays never hold the same one; a lease that ended is free again. */
  async claim(limit: number, leaseMs: number): Promise<ClaimedEvent[]> {
    await this.buryExhausted();
    const { rows } = await this.database.pool.query<ClaimedEvent>(
      `UPDATE outbox_event e
          SET state = 'leased', attempts = e.attempts + 1, lease_token = $1,
              leased_until = now() + $2 * interval '1 millisecond'
         FROM (SELECT id FROM outbox_event
                WHERE (state = 'pending' AND available_at <= now()) OR (state = 'leased' AND leased_until <= now())
                ORDER BY available_at, id
                LIMIT $3
                FOR UPDATE SKIP LOCKED) due
        WHERE e.id = due.id
        RETURNING e.id, e.kind, e.payload, e.attempts, e.lease_token AS "leaseToken"`,
      [newId(), leaseMs, limit],
    );
    return rows.sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  /** Ends an event that was passed on, and empties its payload. False when the lease went to another worker. */
  complete(id: string, leaseToken: string): Promise<boolean> {
    return this.move(
      `UPDATE outbox_event
          SET state = 'done', payload = '{}', finished_at = now(), lease_token = NULL, leased_until = NULL,
              last_error = NULL
        WHERE id = $1 AND lease_token = $2 AND state = 'leased'`,
      [id, leaseToken],
    );
  }

  /**
   * Gives an event back because it could not be passed on: to be tried again after `delayMs`, or dead when this was
   * the last attempt. False when the lease went to another worker.
   */
  retry(id: string, leaseToken: string, error: string, delayMs: number): Promise<boolean> {
    return this.move(
      `UPDATE outbox_event
          SET state = CASE WHEN attempts >= $5 THEN 'dead' ELSE 'pending' END,
              finished_at = CASE WHEN attempts >= $5 THEN now() END,
              available_at = now() + $4 * interval '1 millisecond',
              lease_token = NULL, leased_until = NULL, last_error = $3
        WHERE id = $1 AND lease_token = $2 AND state = 'leased'`,
      [id, leaseToken, plain(error), delayMs, MAX_ATTEMPTS],
    );
  }

  /**
   * Gives an event back that was not tried at all: the queue is away, or the worker stops. It costs no attempt, so
   * that an hour without a queue kills nothing.
   */
  release(id: string, leaseToken: string, delayMs: number): Promise<boolean> {
    return this.move(
      `UPDATE outbox_event
          SET state = 'pending', attempts = attempts - 1, available_at = now() + $3 * interval '1 millisecond',
              lease_token = NULL, leased_until = NULL
        WHERE id = $1 AND lease_token = $2 AND state = 'leased'`,
      [id, leaseToken, delayMs],
    );
  }

  /** Lets a dead event try again from the first attempt. False when it is not dead. */
  replay(id: string): Promise<boolean> {
    return this.move(
      `UPDATE outbox_event
          SET state = 'pending', attempts = 0, available_at = now(), finished_at = NULL
        WHERE id = $1 AND state = 'dead'`,
      [id],
    );
  }

  /** Removes events that were passed on more than `olderThanMs` ago. Dead ones stay until a person decides. */
  async prune(olderThanMs: number): Promise<number> {
    const { rowCount } = await this.database.pool.query(
      `DELETE FROM outbox_event WHERE state = 'done' AND finished_at < now() - $1 * interval '1 millisecond'`,
      [olderThanMs],
    );
    return rowCount ?? 0;
  }

  async depth(): Promise<OutboxDepth> {
    const { rows } = await this.database.pool.query<OutboxDepth>(
      `SELECT count(*) FILTER (WHERE state = 'pending')::int AS pending,
              count(*) FILTER (WHERE state = 'leased')::int AS leased,
              count(*) FILTER (WHERE state = 'dead')::int AS dead,
              coalesce(extract(epoch FROM now() - min(created_at) FILTER (WHERE state <> 'dead')), 0)::float8
                AS "oldestSeconds"
         FROM outbox_event WHERE state IN ('pending', 'leased', 'dead')`,
    );
    return rows[0]!;
  }

  /** An event that ends its worker every time never reaches `retry`: its expired leases count instead. */
  private async buryExhausted(): Promise<void> {
    await this.database.pool.query(
      `UPDATE outbox_event
          SET state = 'dead', finished_at = now(), lease_token = NULL, leased_until = NULL,
              last_error = 'Every worker that took this event ended before it was passed on.'
        WHERE state = 'leased' AND leased_until <= now() AND attempts >= $1`,
      [MAX_ATTEMPTS],
    );
  }

  private async move(sql: string, values: unknown[]): Promise<boolean> {
    const { rowCount } = await this.database.pool.query(sql, values);
    return rowCount === 1;
  }
}

/** Text that Postgres can store: it refuses the NUL character, and an answer from outside may hold one. */
function plain(text: string): string {
  return text.replaceAll('\0', '').slice(0, 2_000);
}
