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
    assertOnlyIds(fact);
    const payload = JSON.stringify(fact.payload);
    // One statement, one round trip. Postgres delivers the notification at commit, and equal ones only once.
    await tx.$executeRaw`
      WITH appended AS (
        INSERT INTO outbox_event (id, kind, payload)
        VALUES (${newId()}::uuid, ${fact.kind}, ${payload}::jsonb)
        RETURNING 1
      )
      SELECT pg_notify(${OUTBOX_CHANNEL}, '') FROM appended`;
  }
}
