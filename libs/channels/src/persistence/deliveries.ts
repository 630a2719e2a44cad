import { Injectable } from '@nestjs/common';
import { newId } from '#kernel';
import { Database, type Tx } from '#platform';
import type { AttemptResult } from '../domain/attempt.js';
import type { ChannelOperation, DeliveryState, LeasedDelivery } from '../domain/delivery.js';
import { FAILURES_BEFORE_REST } from '../domain/destination-health.js';
import { MAX_ATTEMPTS, type NextStep } from '../domain/next-step.js';
import { SITE_WRITERS } from '../domain/site-writers.js';

/** Longer than an attempt can take, and short: a killed worker's delivery waits for it. */
export const LEASE_MS = 30_000;
const AT_ONCE_PER_DESTINATION = 2;
/** Destinations that failed last share these, below half of what one worker runs: whoever answers is never kept waiting. */
const AT_ONCE_FOR_FAILING = 12;
/** Held while one of those is leased a delivery; the number is ours alone. */
const FAILING_LOCK = [1_667_330_661, 31] as const;
const DUE_PER_DESTINATION = 20;
const DUE_AT_ONCE = 200;

/** Which deliveries of a destination go again. */
export interface ReplayRange {
  readonly ids?: readonly string[] | null;
  /** Planned at this instant or later, and before the other one. */
  readonly from?: Date | null;
  readonly to?: Date | null;
  readonly state?: Exclude<DeliveryState, 'pending'> | null;
  readonly limit: number;
}

/**
 * The ledger of deliveries. Every time in it is the database's own, so that workers on machines with wrong clocks agree
 * on what is due and who holds it.
 */
@Injectable()
export class Deliveries {
  constructor(private readonly database: Database) {}

  /**
   * Plans one delivery for each destination of the site that is not disabled; those that stand already stay as they
   * are. A paused one is planned for too: it misses nothing, it only waits. The ids of those that are new.
   */
  async plan(
    tx: Tx,
    siteId: string,
    what: { publicationId: string; operation: ChannelOperation; sequence: bigint },
  ): Promise<string[]> {
    const destinations = await tx.channelDestination.findMany({
      where: { siteId, state: { not: 'disabled' } },
      select: { id: true },
    });
    const destinationIds = destinations.map(({ id }) => id);
    const ids = destinationIds.map(() => newId());
    const planned = await tx.$queryRaw<{ id: string }[]>`
      INSERT INTO channel_delivery (id, destination_id, publication_id, operation, sequence)
      SELECT fresh.id, fresh.destination_id, ${what.publicationId}::uuid, ${what.operation}, ${what.sequence}
        FROM unnest(${ids}::uuid[], ${destinationIds}::uuid[]) AS fresh (id, destination_id)
      ON CONFLICT (destination_id, publication_id, operation) DO NOTHING RETURNING id`;
    return planned.map(({ id }) => id);
  }

  /** Plans a test; its id. */
  async planTest(tx: Tx, destinationId: string): Promise<string> {
    const id = newId();
    await tx.$executeRaw`
      INSERT INTO channel_delivery (id, destination_id, operation, sequence)
      VALUES (${id}::uuid, ${destinationId}::uuid, 'test', 0)`;
    return id;
  }

  /**
   * Lets deliveries of a destination that ended go again, each under its id and with all its attempts; the ids of those
   * that do, the oldest first. What waits already stays as it is.
   */
  async replay(tx: Tx, destinationId: string, which: ReplayRange): Promise<string[]> {
    const { ids = null, from = null, to = null, state = null, limit } = which;
    const rows = await tx.$queryRaw<{ id: string }[]>`
      UPDATE channel_delivery SET state = 'pending', base_attempts = attempts, replays = replays + 1,
             next_attempt_at = now(), leased_until = NULL, finished_at = NULL
       WHERE id IN (
         SELECT id FROM channel_delivery
          WHERE destination_id = ${destinationId}::uuid AND state <> 'pending' AND operation IN ('publish', 'withdraw')
            AND (${ids}::uuid[] IS NULL OR id = ANY(${ids}::uuid[]))
            AND (${from}::timestamptz IS NULL OR created_at >= ${from}::timestamptz)
            AND (${to}::timestamptz IS NULL OR created_at < ${to}::timestamptz)
            AND (${state}::text IS NULL OR state = ${state}::text)
          ORDER BY sequence, id LIMIT ${limit} FOR UPDATE)
      RETURNING id`;
    return rows.map(({ id }) => id).sort();
  }

  /** Lets the newest delivery about an article at a destination go again, under its id; null when it waits already. */
  async repeatNewest(tx: Tx, destinationId: string, articleId: string, locale: string): Promise<string | null> {
    const rows = await tx.$queryRaw<{ id: string }[]>`
      UPDATE channel_delivery SET state = 'pending', base_attempts = attempts, replays = replays + 1,
             next_attempt_at = now(), leased_until = NULL, finished_at = NULL
       WHERE state <> 'pending' AND id = (
         SELECT v.id FROM channel_delivery v JOIN publication p ON p.id = v.publication_id
          WHERE v.destination_id = ${destinationId}::uuid AND p.article_id = ${articleId}::uuid AND p.locale = ${locale}
          ORDER BY v.sequence DESC LIMIT 1)
      RETURNING id`;
    return rows[0]?.id ?? null;
  }

  /** Removes attempts that are older; how many. */
  async prune(olderThanDays: number): Promise<number> {
    return this.database.client.$executeRaw`
      DELETE FROM channel_attempt WHERE at < now() - ${olderThanDays} * interval '1 day'`;
  }

  /**
   * Ids of deliveries that are due and that nobody holds. Withdrawals come first: they protect readers. No destination
   * takes more than its share, and one that is busy takes none.
   */
  async due(): Promise<string[]> {
    const rows = await this.database.client.$queryRaw<{ id: string }[]>`
      WITH busy AS (
        SELECT destination_id FROM channel_delivery WHERE leased_until > now()
         GROUP BY destination_id HAVING count(*) >= ${AT_ONCE_PER_DESTINATION}
      ), waiting AS (
        SELECT v.id, v.operation, row_number() OVER (
                 PARTITION BY v.destination_id ORDER BY v.operation = 'withdraw' DESC, v.sequence, v.id) AS place
          FROM channel_delivery v
          JOIN channel_destination d ON d.id = v.destination_id AND d.state = 'enabled'
           AND (d.rests_until IS NULL OR d.rests_until <= now())
         WHERE v.state = 'pending' AND v.next_attempt_at <= now()
           AND v.attempts - v.base_attempts < ${MAX_ATTEMPTS}
           AND (v.leased_until IS NULL OR v.leased_until <= now())
           AND NOT EXISTS (SELECT FROM busy WHERE busy.destination_id = d.id)
      )
      SELECT id FROM waiting WHERE place <= ${DUE_PER_DESTINATION}
      ORDER BY operation = 'withdraw' DESC, place, id
      LIMIT ${DUE_AT_ONCE}`;
    return rows.map(({ id }) => id);
  }

  /**
   * Takes a delivery for one attempt and writes the attempt down before it is made: a worker that is killed meanwhile
   * leaves its trace, and a delivery that kills every worker ends. Null when it is not due, held by another, or its
   * destination is busy or not enabled, or told something else about the same article at this moment: of two attempts at
   * once the older could arrive last.
   */
  lease(id: string): Promise<LeasedDelivery | null> {
    return this.database.transaction(async (tx) => {
      // Holds back other leases of this destination, and of all that fail where it does, so that each count of those at
      // work is exact.
      await tx.$queryRaw`
        SELECT CASE WHEN held.failures > 0 THEN pg_advisory_xact_lock(${FAILING_LOCK[0]}::int, ${FAILING_LOCK[1]}::int)::text END
          FROM (SELECT d.failures FROM channel_destination d JOIN channel_delivery v ON v.destination_id = d.id
                 WHERE v.id = ${id}::uuid FOR NO KEY UPDATE OF d) held`;
      return this.take(tx, id);
    });
  }

  /** As `lease`, for whatever is due next at a destination. */
  leaseNext(destinationId: string): Promise<LeasedDelivery | null> {
    return this.database.transaction(async (tx) => {
      await tx.$queryRaw`SELECT id FROM channel_destination WHERE id = ${destinationId}::uuid FOR NO KEY UPDATE`;
      const rows = await tx.$queryRaw<{ id: string }[]>`
        SELECT id FROM channel_delivery
         WHERE destination_id = ${destinationId}::uuid AND state = 'pending' AND next_attempt_at <= now()
           AND attempts - base_attempts < ${MAX_ATTEMPTS} AND (leased_until IS NULL OR leased_until <= now())
         ORDER BY operation = 'withdraw' DESC, sequence, id LIMIT 1`;
      return rows[0] ? this.take(tx, rows[0].id) : null;
    });
  }

  /** Leases a delivery for as long again; false when it is another worker's by now. */
  async renew({ id, attempt }: LeasedDelivery): Promise<boolean> {
    const renewed = await this.database.client.$executeRaw`
      UPDATE channel_delivery SET leased_until = now() + ${LEASE_MS} * interval '1 millisecond'
       WHERE id = ${id}::uuid AND state = 'pending' AND attempts = ${attempt} AND leased_until > now()`;
    return renewed === 1;
  }

  /**
   * Plans a refresh of each destination that holds a whole site which is another one by now, or was never written, unless
   * something waits there already: whatever is told writes the site as it is. The ids of those that are new.
   */
  async planRefreshes(): Promise<string[]> {
    const rows = await this.database.client.$queryRaw<{ id: string }[]>`
      INSERT INTO channel_delivery (id, destination_id, operation, sequence)
      SELECT uuidv7(), d.id, 'refresh', COALESCE(g.generation, 0)
        FROM channel_destination d
        LEFT JOIN site_generation g ON g.site_id = d.site_id
        LEFT JOIN channel_export e ON e.destination_id = d.id
       WHERE d.kind = ANY(${[...SITE_WRITERS]}) AND d.state = 'enabled'
         AND (e.destination_id IS NULL OR e.generation < COALESCE(g.generation, 0) OR e.stale_at <= now())
         AND NOT EXISTS (SELECT FROM channel_delivery v WHERE v.destination_id = d.id AND v.state = 'pending')
      ON CONFLICT DO NOTHING RETURNING id`;
    return rows.map(({ id }) => id);
  }

  /** Keeps how an attempt ended, and what follows for the delivery. */
  async finish(
    tx: Tx,
    leased: LeasedDelivery,
    result: AttemptResult & { durationMs: number },
    step: NextStep,
  ): Promise<void> {
    const { outcome, status, excerpt, durationMs } = result;
    await tx.channelAttempt.updateMany({
      where: { id: leased.attemptId },
      data: { outcome, status: status ?? null, excerpt: excerpt ?? null, durationMs },
    });
    if (step.kind === 'retry') return this.putOff(tx, leased, step.afterMs);
    if (step.kind === 'disable') return this.cancelAll(tx, leased.destinationId);
    await this.end(tx, leased, step.kind === 'succeed' ? 'succeeded' : 'exhausted');
  }

  /** Ends deliveries whose last attempt never came to an end, because its worker did. */
  async endAbandoned(): Promise<void> {
    await this.database.client.$executeRaw`
      UPDATE channel_delivery SET state = 'exhausted', leased_until = NULL, finished_at = now()
       WHERE state = 'pending' AND leased_until <= now() AND attempts - base_attempts >= ${MAX_ATTEMPTS}`;
  }

  /** The caller holds the row of the destination. */
  private async take(tx: Tx, id: string): Promise<LeasedDelivery | null> {
    const rows = await tx.$queryRaw<Omit<LeasedDelivery, 'attemptId'>[]>`
      UPDATE channel_delivery v
         SET attempts = v.attempts + 1, leased_until = now() + ${LEASE_MS} * interval '1 millisecond'
        FROM channel_destination d
       WHERE v.id = ${id}::uuid AND d.id = v.destination_id AND d.state = 'enabled'
         AND (d.rests_until IS NULL OR d.rests_until <= now())
         AND v.state = 'pending' AND v.next_attempt_at <= now() AND v.attempts - v.base_attempts < ${MAX_ATTEMPTS}
         AND (v.leased_until IS NULL OR v.leased_until <= now())
         AND CASE WHEN d.failures >= ${FAILURES_BEFORE_REST} OR d.kind = ANY(${[...SITE_WRITERS]}) THEN 1 ELSE ${AT_ONCE_PER_DESTINATION} END > (
               SELECT count(*) FROM channel_delivery o
                WHERE o.destination_id = v.destination_id AND o.leased_until > now())
         AND (d.failures = 0 OR ${AT_ONCE_FOR_FAILING} > (
               SELECT count(*) FROM channel_delivery o JOIN channel_destination od ON od.id = o.destination_id
                WHERE o.leased_until > now() AND od.failures > 0))
         AND NOT EXISTS (
               SELECT FROM channel_delivery o JOIN publication theirs ON theirs.id = o.publication_id
                 JOIN publication ours ON ours.id = v.publication_id
                WHERE o.destination_id = v.destination_id AND o.id <> v.id AND o.leased_until > now()
                  AND (theirs.article_id, theirs.locale) = (ours.article_id, ours.locale))
      RETURNING v.id, v.destination_id AS "destinationId", v.publication_id AS "publicationId", v.operation,
                v.sequence, v.created_at AS "createdAt", v.attempts AS attempt, v.attempts - v.base_attempts AS round`;
    const leased = rows[0];
    if (!leased) return null;
    const [attempt] = await tx.$queryRaw<{ id: bigint }[]>`
      INSERT INTO channel_attempt (delivery_id, duration_ms, outcome) VALUES (${id}::uuid, 0, 'started') RETURNING id`;
    return { ...leased, attemptId: attempt!.id };
  }

  private async putOff(tx: Tx, { id, attempt }: LeasedDelivery, afterMs: number): Promise<void> {
    await tx.$executeRaw`
      UPDATE channel_delivery
         SET next_attempt_at = now() + ${afterMs} * interval '1 millisecond', leased_until = NULL
       WHERE id = ${id}::uuid AND state = 'pending' AND attempts = ${attempt}`;
  }

  /** A success counts even when the lease went to another worker meanwhile: the destination knows. */
  private async end(tx: Tx, { id, attempt }: LeasedDelivery, state: 'succeeded' | 'exhausted'): Promise<void> {
    await tx.$executeRaw`
      UPDATE channel_delivery SET state = ${state}, leased_until = NULL, finished_at = now()
       WHERE id = ${id}::uuid AND state = 'pending' AND (attempts = ${attempt} OR ${state} = 'succeeded')`;
  }

  /** The destination is gone: what waited for it is ended as cancelled. */
  private async cancelAll(tx: Tx, destinationId: string): Promise<void> {
    await tx.$executeRaw`
      UPDATE channel_delivery SET state = 'cancelled', leased_until = NULL, finished_at = now()
       WHERE destination_id = ${destinationId}::uuid AND state = 'pending'`;
  }
}
