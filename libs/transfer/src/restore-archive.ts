import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { AuditLog, Sites } from '#identity';
import { MediaStorage } from '#media';
import { Database, sqlState, systemActor, type Tx } from '#platform';
import { checkedLine } from './domain/checked-line.js';
import { MANIFEST, type Manifest, mediaFile, parseManifest, type TableEntry, tableFile } from './domain/manifest.js';
import { DatabaseNotEmpty, ExportDamaged, NewerExport, NotAnExport, type UnsafeExport } from './domain/refusals.js';
import { TABLES, type TableTransfer } from './domain/tables.js';
import { loadReviews } from './persistence/load-reviews.js';
import { loadTable, settleTable } from './persistence/load-table.js';
import { RestoreRefused, ZipFiles } from './zip/read-zip.js';

/** What came back. */
export interface RestoreReport {
  readonly rows: Readonly<Record<string, number>>;
  readonly mediaFiles: number;
  readonly manifestSha256: string;
}

type Restored = RestoreReport | NotAnExport | ExportDamaged | UnsafeExport | NewerExport | DatabaseNotEmpty;

/** An hour: a large clinic's history through every guard of the database. */
const LONGEST = 3_600_000;
const MANIFEST_LIMIT = 256_000_000;

/**
 * Brings an export back into an empty database, in one transaction: all of it or nothing, whenever the process ends. The
 * guards of the database stay on and judge every row. Every file is held against its SHA-256, and every text, picture
 * and imported file against the hash that history knows it by, before the commit. Files of media are put away first;
 * of a restore that was refused they may stay, under names that nothing refers to.
 */
@Injectable()
export class RestoreArchive {
  constructor(
    private readonly database: Database,
    private readonly storage: MediaStorage,
    private readonly sites: Sites,
    private readonly audit: AuditLog,
  ) {}

  async run(path: string): Promise<Restored> {
    let zip: ZipFiles | null = null;
    try {
      zip = await ZipFiles.open(path);
      const text = await zip.text(MANIFEST, MANIFEST_LIMIT);
      const manifest = manifestOf(zip, text);
      if (manifest === 'newer') return new NewerExport();
      const opened = zip;
      const rows = await this.database.client.$transaction((tx) => this.restore(tx, opened, manifest), {
        maxWait: 10_000,
        timeout: LONGEST,
      });
      const manifestSha256 = createHash('sha256').update(text!).digest('hex');
      return { rows, mediaFiles: manifest.media.length, manifestSha256 };
    } catch (error) {
      if (error instanceof RestoreRefused) return error.refusal;
      if (error instanceof NotRestorable) return error.refusal;
      throw error;
    } finally {
      zip?.close();
    }
  }

  private async restore(tx: Tx, zip: ZipFiles, manifest: Manifest): Promise<Record<string, number>> {
    // Two restores at once: the second waits, and finds the database of the first.
    await tx.$queryRaw`SELECT pg_advisory_xact_lock(1667330661, 7)::text`;
    if (await this.sites.anything(tx)) throw new NotRestorable(new DatabaseNotEmpty());
    await refuseNewer(tx, manifest);
    for (const { name, bytes } of manifest.media) await this.putFile(zip, name, bytes);
    await this.load(tx, zip, manifest);
    // Those guards that wait for the commit judge now, while each row is as it was when it was written.
    await tx.$executeRawUnsafe('SET CONSTRAINTS ALL IMMEDIATE');
    for (const transfer of TABLES.filter((it) => it.born)) {
      const entry = manifest.tables.find((it) => it.table === transfer.table);
      if (entry) await guarded(entry, () => settleTable(tx, transfer, linesOf(zip, entry)));
    }
    await this.leaveALine(tx);
    return countRows(tx, manifest);
  }

  private async load(tx: Tx, zip: ZipFiles, manifest: Manifest): Promise<void> {
    for (const transfer of TABLES) {
      const entry = manifest.tables.find((it) => it.table === transfer.table);
      if (!entry || transfer.table === 'review_case') continue;
      await guarded(entry, async () => {
        if (transfer.table !== 'approval') return loadTable(tx, transfer, entry.columns, linesOf(zip, entry));
        return loadReviews(tx, reviewTable(zip, manifest, 'review_case'), reviewTable(zip, manifest, 'approval'));
      });
    }
  }

  private async putFile(zip: ZipFiles, name: string, bytes: number): Promise<void> {
    const file = mediaFile(name);
    const content = await zip.bytes(file);
    if (content.length !== bytes || createHash('sha256').update(content).digest('hex') !== name.slice(0, 64)) {
      throw new RestoreRefused(new ExportDamaged(file, 'its bytes are not those its name stands for'));
    }
    await this.storage.put(name, content);
  }

  private async leaveALine(tx: Tx): Promise<void> {
    for (const id of await this.sites.ids(tx)) {
      await this.audit.record(tx, systemActor('operator'), 'archive.restored', { type: 'site', id }, id);
    }
  }
}

/** Carries a refusal out of the transaction. */
class NotRestorable extends Error {
  constructor(readonly refusal: NewerExport | DatabaseNotEmpty) {
    super(refusal.code);
  }
}

/** The manifest, if the zip holds exactly what it names. */
function manifestOf(zip: ZipFiles, text: string | null): Manifest | 'newer' {
  const manifest = text === null ? null : parseManifest(text);
  if (manifest === null) throw new RestoreRefused(new NotAnExport('it has no manifest of ours'));
  if (manifest === 'newer') return manifest;
  const named = [
    MANIFEST,
    ...manifest.tables.map((it) => tableFile(it.table)),
    ...manifest.media.map((it) => mediaFile(it.name)),
  ];
  const missing = named.find((name) => !zip.names.includes(name));
  if (missing) throw new RestoreRefused(new ExportDamaged(missing, 'it is missing'));
  const known = new Set(named);
  const extra = zip.names.find((name) => !known.has(name));
  if (extra || known.size < named.length) {
    throw new RestoreRefused(new ExportDamaged(extra ?? MANIFEST, 'the manifest does not name it once'));
  }
  return manifest;
}

/** A table, a column or a migration that this release does not have was written by a newer one. */
async function refuseNewer(tx: Tx, manifest: Manifest): Promise<void> {
  const columns = await tx.$queryRaw<{ at: string }[]>`
    SELECT c.relname || '.' || a.attname AS at FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
    WHERE c.relnamespace = 'public'::regnamespace AND a.attnum > 0 AND NOT a.attisdropped`;
  const migrations = await tx.$queryRaw<{ name: string }[]>`
    SELECT migration_name AS name FROM _prisma_migrations WHERE finished_at IS NOT NULL`;
  const known = new Set(columns.map((row) => row.at));
  const applied = new Set(migrations.map((row) => row.name));
  const newer =
    manifest.migrations.some((name) => !applied.has(name)) ||
    manifest.tables.some(
      ({ table, columns: names }) =>
        !TABLES.some((it) => it.table === table) || names.some((name) => !known.has(`${table}.${name}`)),
    );
  if (newer) throw new NotRestorable(new NewerExport());
}

function linesOf(zip: ZipFiles, entry: TableEntry): AsyncGenerator<string> {
  return checked(entry.table, zip.lines(tableFile(entry.table), entry));
}

async function* checked(table: string, lines: AsyncIterable<string>): AsyncGenerator<string> {
  for await (const line of lines) {
    const fault = checkedLine(table, line);
    if (fault) throw new RestoreRefused(new ExportDamaged(tableFile(table), fault));
    yield line;
  }
}

function reviewTable(zip: ZipFiles, manifest: Manifest, table: 'review_case' | 'approval') {
  const transfer = TABLES.find((it) => it.table === table) as TableTransfer;
  const entry = manifest.tables.find((it) => it.table === table);
  if (!entry) throw new RestoreRefused(new ExportDamaged(tableFile(table), 'the manifest does not name it'));
  return { transfer, columns: entry.columns, lines: () => linesOf(zip, entry) };
}

/** What the rules of the database refuse is a damaged export: its rows were all there once, under the same rules. */
async function guarded(entry: TableEntry, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const state = sqlState(error);
    if (!state || !/^(22|23|CP)/.test(state)) throw error;
    throw new RestoreRefused(new ExportDamaged(tableFile(entry.table), `a rule of the database refuses it (${state})`));
  }
}

/** Counts what is there now; a table that has not as many rows as the manifest says ends the restore. */
async function countRows(tx: Tx, manifest: Manifest): Promise<Record<string, number>> {
  const counted: Record<string, number> = {};
  for (const { table, rows } of manifest.tables) {
    const { where } = TABLES.find((it) => it.table === table)!;
    const sql = `SELECT count(*)::int AS count FROM ${table} ${where ? `WHERE ${where}` : ''}`;
    const [row] = await tx.$queryRawUnsafe<{ count: number }[]>(sql);
    if (row!.count !== rows) throw new RestoreRefused(new ExportDamaged(tableFile(table), 'rows are missing'));
    counted[table] = rows;
  }
  return counted;
}
