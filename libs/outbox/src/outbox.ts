import { Injectable } from '@nestjs/common';
import { newId } from '#kernel';
import type { Tx } from '#platform';
import { assertOnlyIds, type Fact } from './fact.js';

/** The channel on which Postgres tells the relay, at commit, that there is something new. */
export const OUTBOX_CHANNEL = 'carepress_outbox';

/** Where a room announces what happened, without knowing who listens. */
@Injectable()
export class Outbox {
  /**
   * Writes a fact in the caller's transaction: it exists if and only if the change it tells of does.
   *
   * @throws Error when the payload holds anything but ids and short codes
   */
  async append(tx: Tx, fact: Fact): Promise<void> {
    await this.appendAll(tx, [fact]);
  }

  /** As `append`, for several facts, in their order. */
  async appendAll(tx: Tx, facts: readonly Fact[]): Promise<void> {
    if (facts.length === 0) return;
    for (const fact of facts) assertOnlyIds(fact);
    const ids = facts.map(() => newId());
    const kinds = facts.map(({ kind }) => kind);
    const payloads = facts.map(({ payload }) => JSON.stringify(payload));
    // One statement, one round trip. Postgres delivers the notification at commit, and equal ones only once.
    await tx.$executeRaw`
      WITH appended AS (
        INSERT INTO outbox_event (id, kind, payload)
        SELECT fresh.id, fresh.kind, fresh.payload::jsonb
        FROM unnest(${ids}::uuid[], ${kinds}::text[], ${payloads}::text[]) AS fresh (id, kind, payload)
        RETURNING 1
      )
      SELECT pg_notify(${OUTBOX_CHANNEL}, '') FROM appended LIMIT 1`;
  }
}
