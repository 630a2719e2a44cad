import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { PoolClient } from 'pg';
import { AuditLog, Sites } from '#identity';
import { Clock } from '#kernel';
import { MediaStorage } from '#media';
import { Database, systemActor } from '#platform';
import { FORMAT, MANIFEST, type Manifest, mediaFile, type TableEntry, tableFile } from './domain/manifest.js';
import { MediaFileMissing } from './domain/refusals.js';
import { TABLES, type TableTransfer } from './domain/tables.js';
import { columnsOf, readTable } from './persistence/read-table.js';
import { type FileToWrite, writeZip } from './zip/write-zip.js';

export interface ExportOptions {
  /** Also the addresses of staff, so that people can sign in again. */
  readonly withEmails: boolean;
  /** As the product's version is written. */
  readonly product: string;
}

/** What was written. */
export interface ExportReport {
  readonly rows: Readonly<Record<string, number>>;
  readonly mediaFiles: number;
  /** SHA-256 of the manifest: it names every file of the export with its own. */
  readonly manifestSha256: string;
}

/**
 * Writes everything an installation has made into one zip: JSON Lines, one file a table, and the bytes of pictures and
 * PDFs. One transaction reads all of it, so the rows belong together however long it takes and whoever writes meanwhile.
 * Rows and bytes pass through one after another: memory does not grow with the size.
 */
@Injectable()
export class ExportArchive {
  constructor(
    private readonly database: Database,
    private readonly storage: MediaStorage,
    private readonly sites: Sites,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  /** @throws the file system's errors; nothing stands under the name then */
  async run(path: string, options: ExportOptions): Promise<ExportReport | MediaFileMissing> {
    const client = await this.database.pool.connect();
    try {
      await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
      const report = await this.write(client, path, options);
      await this.leaveALine();
      return report;
    } catch (error) {
      if (error instanceof FileGone) return new MediaFileMissing(error.message);
      throw error;
    } finally {
      await client.query('ROLLBACK').catch(() => undefined);
      client.release();
    }
  }

  private async write(client: PoolClient, path: string, options: ExportOptions): Promise<ExportReport> {
    const { withEmails, product } = options;
    const tables: TableEntry[] = [];
    const media: Manifest['media'] = [];
    const names = await mediaNames(client);
    const migrations = await appliedMigrations(client);
    let manifestSha256 = '';
    const manifest = () => {
      const exportedAt = this.clock.now().toISOString();
      const text = JSON.stringify({ format: FORMAT, product, exportedAt, migrations, withEmails, tables, media });
      manifestSha256 = createHash('sha256').update(text).digest('hex');
      return text;
    };
    const files: FileToWrite[] = [
      ...TABLES.map((transfer) => ({
        name: tableFile(transfer.table),
        compress: true,
        bytes: () => tableBytes(client, transfer, withEmails, tables),
      })),
      ...names.map((name) => ({ name: mediaFile(name), compress: false, bytes: () => this.mediaBytes(name, media) })),
      // The last one, when the counts and hashes of all others are known.
      { name: MANIFEST, compress: true, bytes: () => once(manifest) },
    ];
    await writeZip(path, files);
    const rows = Object.fromEntries(tables.map((it) => [it.table, it.rows]));
    return { rows, mediaFiles: media.length, manifestSha256 };
  }

  private async *mediaBytes(name: string, media: Manifest['media']): AsyncGenerator<Uint8Array> {
    const stored = await this.storage.stream(name);
    if (!stored) throw new FileGone(name);
    let bytes = 0;
    for await (const part of stored.stream) {
      bytes += (part as Buffer).length;
      yield part as Buffer;
    }
    media.push({ name, bytes });
  }

  private async leaveALine(): Promise<void> {
    await this.database.transaction(async (tx) => {
      for (const id of await this.sites.ids(tx)) {
        await this.audit.record(tx, systemActor('operator'), 'archive.exported', { type: 'site', id }, id);
      }
    });
  }
}

class FileGone extends Error {}

async function* once(text: () => string): AsyncGenerator<string> {
  yield text();
}

async function* tableBytes(
  client: PoolClient,
  transfer: TableTransfer,
  all: boolean,
  entries: TableEntry[],
): AsyncGenerator<string> {
  const hash = createHash('sha256');
  const columns = await columnsOf(client, transfer, all);
  let [rows, bytes] = [0, 0];
  for await (const row of readTable(client, transfer, columns)) {
    const line = `${row}\n`;
    hash.update(line);
    rows += 1;
    bytes += Buffer.byteLength(line);
    yield line;
  }
  entries.push({ table: transfer.table, columns, rows, bytes, sha256: hash.digest('hex') });
}

/** The stored files of everything that is uploaded, and of every rendition that is ready. */
async function mediaNames(client: PoolClient): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT name FROM media_asset UNION SELECT name FROM media_rendition WHERE name IS NOT NULL ORDER BY name`,
  );
  return rows.map((row) => row.name);
}

/** The names of the migrations of this database, oldest first. */
async function appliedMigrations(client: PoolClient): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT migration_name AS name FROM _prisma_migrations WHERE finished_at IS NOT NULL ORDER BY migration_name`,
  );
  return rows.map((row) => row.name);
}
