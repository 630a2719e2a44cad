import { Injectable } from '@nestjs/common';
import { AuditLog } from '#identity';
import { Outbox } from '#outbox';
import { Database, type JobRequest, type Sweep, systemActor } from '#platform';
import type { CopyRow, Drift } from '../domain/copy.js';
import { Copies } from '../persistence/copies.js';
import { Deliveries } from '../persistence/deliveries.js';
import { Teller } from '../teller.js';
import { announceDeliveries } from './plan-deliveries.js';

const OLDER_THAN_MS = 3_600_000;
/** Of one destination in one run: with more, the answers of a large site would be too many for the time of an attempt. */
const OF_EACH = 60;
/** In one question: answers hold whole articles. */
const IN_ONE = 20;

/**
 * Looks, an hour after the last time, whether the copies that destinations keep still are what was told. It looks by
 * itself and not by jobs, so that a destination that hangs takes no place from deliveries. A destination that cannot be
 * seen is left for an hour: its deliveries say how it does.
 */
@Injectable()
export class LookAtCopies implements Sweep {
  readonly name = 'channels.look-at-copies';
  readonly everyMs = 30_000;

  constructor(
    private readonly database: Database,
    private readonly copies: Copies,
    private readonly deliveries: Deliveries,
    private readonly teller: Teller,
    private readonly outbox: Outbox,
    private readonly audit: AuditLog,
  ) {}

  async run(): Promise<JobRequest[]> {
    const taken = await this.copies.takeUnseen(OLDER_THAN_MS, OF_EACH);
    const destinations = [...new Set(taken.map(({ destinationId }) => destinationId))];
    await Promise.all(
      destinations.map((id) =>
        this.lookAt(
          id,
          taken.filter(({ destinationId }) => destinationId === id),
        ),
      ),
    );
    return [];
  }

  private async lookAt(destinationId: string, copies: readonly CopyRow[]): Promise<void> {
    for (let at = 0; at < copies.length; at += IN_ONE) {
      const some = copies.slice(at, at + IN_ONE);
      const seen = await this.teller.look(destinationId, some);
      if (!Array.isArray(seen)) return;
      for (const [index, copy] of some.entries()) await this.keep(copy, seen[index] ?? null);
    }
  }

  private async keep(copy: CopyRow, drift: Drift | null): Promise<void> {
    const { destinationId, articleId, locale } = copy;
    await this.database.transaction(async (tx) => {
      const isNew = await this.copies.looked(tx, copy, drift);
      if (!drift || !(isNew || drift.mend)) return;
      const again = drift.mend ? await this.deliveries.repeatNewest(tx, destinationId, articleId, locale) : null;
      await announceDeliveries(this.outbox, tx, again ? [again] : []);
      const subject = { type: 'destination', id: destinationId } as const;
      const siteId = await this.copies.siteOf(tx, destinationId);
      await this.audit.record(tx, systemActor('channels'), 'destination.copy-drifted', subject, siteId, {
        ...{ articleId, locale, kind: drift.kind, mended: again !== null },
      });
    });
  }
}
