import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { newId } from '#kernel';
import { Database, type Tx } from '#platform';

export interface NewParkedJob {
  readonly name: string;
  /** Where it waits its turn; null for one that was parked before this was kept. */
  readonly queue: string | null;
  readonly version: number;
  /** Ids only, as every job carries. */
  readonly data: unknown;
  /** A sentence of ours. */
  readonly reason: string;
  readonly errorId: string | null;
  /** It ended its workers: it is not run before a person lets it go. */
  readonly blocks: boolean;
}

export interface ParkedJobRow extends NewParkedJob {
  readonly id: string;
  readonly workKey: string;
  /** How often it was parked without having been done in between. */
  readonly failures: number;
  readonly state: 'parked' | 'released' | 'settled';
  readonly parkedAt: Date;
}

const SHOWN = 100;

/** The same for the same work, whatever the id of the job in its queue. */
export function workKey(name: string, data: unknown): string {
  const fields = Object.entries((data ?? {}) as Record<string, unknown>).sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256')
    .update(JSON.stringify([name, fields]))
    .digest('hex');
}

/** The jobs that wait for a person, and those that a person let go. */
@Injectable()
export class ParkedJobs {
  constructor(private readonly database: Database) {}

  /** Parks a job. One that waits already, or was let go and failed again, waits with the new reason. */
  async park({ name, queue, version, data, reason, errorId, blocks }: NewParkedJob): Promise<void> {
    await this.database.client.$executeRaw`
      INSERT INTO parked_job (id, name, queue, version, data, work_key, blocks, reason, error_id)
      VALUES (${newId()}::uuid, ${name}, ${queue}, ${version}, ${JSON.stringify(data)}::jsonb, ${workKey(name, data)}, ${blocks},
        ${reason}, ${errorId})
      ON CONFLICT (work_key) WHERE state <> 'settled' DO UPDATE
        SET reason = excluded.reason, error_id = excluded.error_id, failures = parked_job.failures + 1,
            blocks = parked_job.blocks OR excluded.blocks, state = 'parked', parked_at = now()`;
  }

  /** What is not settled, by its key: whether no worker may run it now. */
  async open(): Promise<Map<string, { readonly blocked: boolean }>> {
    const rows = await this.database.client.parkedJob.findMany({
      where: { state: { not: 'settled' } },
      select: { workKey: true, blocks: true, state: true },
    });
    return new Map(rows.map((it) => [it.workKey, { blocked: it.blocks && it.state === 'parked' }]));
  }

  /** The work was done: nobody has to look at it any more. */
  async settle(key: string): Promise<void> {
    await this.database.client.$executeRaw`
      UPDATE parked_job SET state = 'settled', settled_at = now() WHERE work_key = ${key} AND state <> 'settled'`;
  }

  /** Those that a person let go and that were not done yet. */
  async released(): Promise<ParkedJobRow[]> {
    return (await this.database.client.parkedJob.findMany({
      where: { state: 'released' },
      orderBy: { parkedAt: 'asc' },
    })) as unknown as ParkedJobRow[];
  }

  /** Those that wait, the newest first. */
  async waiting(): Promise<ParkedJobRow[]> {
    return (await this.database.client.parkedJob.findMany({
      where: { state: 'parked' },
      orderBy: [{ parkedAt: 'desc' }, { id: 'desc' }],
      take: SHOWN,
    })) as unknown as ParkedJobRow[];
  }

  /** Lets one go that waits; null when it does not wait any more. */
  async release(tx: Tx, id: string, byId: string): Promise<ParkedJobRow | null> {
    const data = { state: 'released', releasedById: byId };
    const { count } = await tx.parkedJob.updateMany({ where: { id, state: 'parked' }, data });
    return count === 0 ? null : ((await tx.parkedJob.findUnique({ where: { id } })) as unknown as ParkedJobRow);
  }

  /** Removes what was settled long ago; how many. */
  async prune(olderThanDays: number): Promise<number> {
    return this.database.client.$executeRaw`
      DELETE FROM parked_job WHERE settled_at < now() - ${olderThanDays} * interval '1 day'`;
  }
}
