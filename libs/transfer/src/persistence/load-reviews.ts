import type { Tx } from '#platform';
import { endRestoredCase } from '#review';
import type { TableTransfer } from '../domain/tables.js';
import { batches, insertSql } from './load-table.js';

/** A table of the archive and where its rows come from. */
export interface LoadedTable {
  readonly transfer: TableTransfer;
  readonly columns: readonly string[];
  readonly lines: () => AsyncIterable<string>;
}

/**
 * Brings review cases and approvals back in the order in which the guards of the database let them come. They judge each
 * approval by its case and by the approvals before it, so:
 *
 * 1. cases that were approved, and those that ended without an approval;
 * 2. the approvals of the first, oldest first: the guards see the same complete approvals before each as they did then;
 * 3. one by one the cases that ended after the first of two approvals, or that still wait for the second: asked for,
 *    approved, taken back, ended;
 * 4. open cases without an approval: the database allows one open case an article and locale.
 *
 * Both tables wait in temporary ones meanwhile, on the disk of the database.
 */
export async function loadReviews(tx: Tx, cases: LoadedTable, approvals: LoadedTable): Promise<void> {
  await stage(tx, 'restored_case', cases.lines());
  await stage(tx, 'restored_approval', approvals.lines());
  await tx.$executeRawUnsafe(`ALTER TABLE restored_case ADD COLUMN half boolean NOT NULL DEFAULT false`);
  await tx.$executeRawUnsafe(
    `UPDATE restored_case c SET half = true WHERE c.value->>'state' <> 'approved'
       AND EXISTS (SELECT 1 FROM restored_approval a WHERE a.value->>'case_id' = c.value->>'id')`,
  );
  const ended = `c.value->>'state' IN ('approved', 'withdrawn', 'superseded')`;
  const from = (where: string) => `SELECT c.value, c.n FROM restored_case c WHERE ${where}`;
  await tx.$executeRawUnsafe(insertSql(cases.transfer, cases.columns, from(`NOT half AND ${ended}`)));
  const ofApproved = `SELECT a.value, a.n FROM restored_approval a JOIN restored_case c ON c.value->>'id' = a.value->>'case_id'
    WHERE c.value->>'state' = 'approved'`;
  await tx.$executeRawUnsafe(insertSql(approvals.transfer, approvals.columns, ofApproved));
  await loadHalfApproved(tx, cases, approvals);
  await tx.$executeRawUnsafe(insertSql(cases.transfer, cases.columns, from(`NOT half AND NOT (${ended})`)));
}

async function loadHalfApproved(tx: Tx, cases: LoadedTable, approvals: LoadedTable): Promise<void> {
  const rows = await tx.$queryRawUnsafe<{ id: string; state: string; approvals: string }[]>(
    `SELECT c.value->>'id' AS id, c.value->>'state' AS state,
       (SELECT jsonb_agg(a.value)::text FROM restored_approval a WHERE a.value->>'case_id' = c.value->>'id') AS approvals
     FROM restored_case c WHERE half ORDER BY c.value->>'state' IN ('withdrawn', 'superseded') DESC, c.n`,
  );
  const asked = { ...cases.transfer, born: { state: 'requested' } };
  const oneCase = insertSql(asked, cases.columns, `SELECT value, n FROM restored_case WHERE value->>'id' = $1`);
  const its = `SELECT value, n FROM restored_approval WHERE value->>'case_id' = $1`;
  const itsApprovals = insertSql(approvals.transfer, approvals.columns, its);
  for (const row of rows) {
    await tx.$executeRawUnsafe(oneCase, row.id);
    await tx.$executeRawUnsafe(itsApprovals, row.id);
    await endRestoredCase(tx, row);
  }
}

async function stage(tx: Tx, name: string, lines: AsyncIterable<string>): Promise<void> {
  await tx.$executeRawUnsafe(`CREATE TEMPORARY TABLE ${name} (n bigserial, value jsonb NOT NULL) ON COMMIT DROP`);
  const sql = `INSERT INTO ${name} (value) SELECT value FROM jsonb_array_elements($1::jsonb) WITH ORDINALITY ORDER BY ordinality`;
  for await (const batch of batches(lines)) await tx.$executeRawUnsafe(sql, batch);
}
