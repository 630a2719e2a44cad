import { Injectable } from '@nestjs/common';
import { Database } from '#platform';

/** What a destination that holds a whole site was written last. */
export interface ExportRow {
  readonly destinationId: string;
  /** Of the site, when it was read. */
  readonly generation: bigint;
  /** When its pages change by themselves; null when nothing is known to. */
  readonly staleAt: Date | null;
  readonly files: number;
  /** Of these, written because they were new or others. */
  readonly written: number;
  readonly removed: number;
  readonly exportedAt: Date;
}

/** What stands in folders and buckets, one row a destination. */
@Injectable()
export class Exports {
  constructor(private readonly database: Database) {}

  /** Keeps what an export did, unless a newer state is known to stand there. */
  async keep({ destinationId, generation, staleAt, ...counts }: Omit<ExportRow, 'exportedAt'>): Promise<void> {
    const { files, written, removed } = counts;
    await this.database.client.$executeRaw`
      INSERT INTO channel_export AS e (destination_id, generation, stale_at, files, written, removed)
      VALUES (${destinationId}::uuid, ${generation}, ${staleAt}, ${files}, ${written}, ${removed})
      ON CONFLICT (destination_id) DO UPDATE SET generation = excluded.generation, stale_at = excluded.stale_at,
        files = excluded.files, written = excluded.written, removed = excluded.removed, exported_at = now()
      WHERE e.generation <= excluded.generation`;
  }

  /** The last export of each of these destinations that had one. */
  async of(destinationIds: readonly string[]): Promise<ExportRow[]> {
    return this.database.client.channelExport.findMany({ where: { destinationId: { in: [...destinationIds] } } });
  }
}
