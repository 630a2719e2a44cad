import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '#platform';
import type { DestinationRow, DestinationState, DisabledReason } from '../domain/destination.js';
import type { HealthAfter } from '../domain/destination-health.js';

const FIELDS = {
  ...{ id: true, siteId: true, kind: true, name: true, url: true, state: true, stateReason: true, createdAt: true },
  ...{ previousUntil: true, failures: true, failingSince: true, restsUntil: true },
} as const;

type NewDestination = Pick<DestinationRow, 'id' | 'siteId' | 'kind' | 'name' | 'url'> & {
  readonly sealedSecret: string;
  readonly settings: Readonly<Record<string, string>>;
};

/** Destinations of sites. No answer but `sealedSecret` holds a secret. */
@Injectable()
export class Destinations {
  constructor(private readonly database: Database) {}

  /** Oldest first. */
  async ofSite(siteId: string): Promise<DestinationRow[]> {
    return (await this.database.client.channelDestination.findMany({
      where: { siteId },
      orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
      select: FIELDS,
    })) as DestinationRow[];
  }

  async byIds(ids: readonly string[]): Promise<DestinationRow[]> {
    const where = { id: { in: [...ids] } };
    return (await this.database.client.channelDestination.findMany({ where, select: FIELDS })) as DestinationRow[];
  }

  async byId(id: string, tx: Tx = this.database.client): Promise<DestinationRow | null> {
    return (await tx.channelDestination.findUnique({ where: { id }, select: FIELDS })) as DestinationRow | null;
  }

  /** What a channel needs to tell a destination: its secrets, sealed, the newer first, and its settings. */
  async keysOf(id: string): Promise<{ sealed: string[]; settings: Readonly<Record<string, string>> }> {
    const rows = await this.database.client.$queryRaw<
      { secret: string; previous: string | null; settings: Record<string, string> }[]
    >`
      SELECT secret, CASE WHEN previous_until > now() THEN previous_secret END AS previous, settings
      FROM channel_destination WHERE id = ${id}::uuid`;
    const { secret, previous, settings } = rows[0]!;
    return { sealed: previous ? [secret, previous] : [secret], settings };
  }

  /** Sets a new secret; the one before counts for `overlapMs` more. */
  async rotate(tx: Tx, id: string, sealedSecret: string, overlapMs: number): Promise<void> {
    await tx.$executeRaw`
      UPDATE channel_destination
      SET previous_secret = secret, previous_until = now() + ${overlapMs} * interval '1 millisecond',
          secret = ${sealedSecret}
      WHERE id = ${id}::uuid`;
  }

  /** The destination, held until the transaction ends. */
  async hold(tx: Tx, id: string): Promise<DestinationRow> {
    await tx.$queryRaw`SELECT id FROM channel_destination WHERE id = ${id}::uuid FOR NO KEY UPDATE`;
    return (await this.byId(id, tx))!;
  }

  /** Writes down how it did. */
  async setHealth(tx: Tx, id: string, { failures, failingSince, restMs }: HealthAfter): Promise<void> {
    await tx.$executeRaw`
      UPDATE channel_destination
      SET failures = ${failures}, failing_since = ${failingSince},
          rests_until = CASE WHEN ${restMs}::int > 0 THEN now() + ${restMs} * interval '1 millisecond' END
      WHERE id = ${id}::uuid`;
  }

  async create(tx: Tx, { sealedSecret, ...fields }: NewDestination): Promise<DestinationRow> {
    const data = { ...fields, secret: sealedSecret };
    return (await tx.channelDestination.create({ data, select: FIELDS })) as DestinationRow;
  }

  /** Changes what it is called and where it is. */
  async change(tx: Tx, id: string, to: Pick<DestinationRow, 'name' | 'url'>): Promise<void> {
    await tx.channelDestination.update({ where: { id }, data: to });
  }

  /** False when it is in none of the old states any more. One that is let go on begins with a clean slate. */
  async move(
    tx: Tx,
    id: string,
    from: readonly DestinationState[],
    to: DestinationState,
    reason: DisabledReason | null = null,
  ): Promise<boolean> {
    const clean = to === 'enabled' ? { failures: 0, failingSince: null, restsUntil: null } : {};
    const where = { id, state: { in: [...from] } };
    const data = { state: to, stateReason: reason, ...clean };
    return (await tx.channelDestination.updateMany({ where, data })).count === 1;
  }
}
