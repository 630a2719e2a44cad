import type { Tx } from '#platform';
import type { TableTransfer } from '../domain/tables.js';

const MOST_ROWS = 200;
/** The client of the database remembers the last hundred statements with their values: so these are small. */
const MOST_CHARACTERS = 250_000;

/** Lines put together into arrays of JSON that one statement takes. */
export async function* batches(lines: AsyncIterable<string>): AsyncGenerator<string> {
  let batch: string[] = [];
  let size = 0;
  for await (const line of lines) {
    batch.push(line);
    size += line.length;
    if (batch.length < MOST_ROWS && size < MOST_CHARACTERS) continue;
    yield `[${batch.join(',')}]`;
    batch = [];
    size = 0;
  }
  if (batch.length > 0) yield `[${batch.join(',')}]`;
}

/** Adds rows to a table, as they were born. `source` is SQL that yields a column `value` of JSON objects, and `n`. */
export function insertSql(
  { table, born, withheld }: TableTransfer,
  columns: readonly string[],
  source: string,
): string {
  const missing = Object.entries(withheld ?? {}).filter(([name]) => !columns.includes(name));
  const names = [...columns, ...missing.map(([name]) => name)].map((name) => `"${name}"`).join(', ');
  const values = [...columns.map((name) => `r."${name}"`), ...missing.map(([, sql]) => sql)];
  const overrides = `'${JSON.stringify(born ?? {})}'::jsonb`;
  return `INSERT INTO ${table} (${names}) SELECT ${values.join(', ')} FROM (${source}) e,
    LATERAL jsonb_populate_record(NULL::${table}, e.value || ${overrides}) r ORDER BY e.n`;
}

/** Writes what a row became after it was born. Rows that stayed as they were are not touched. */
export function settleSql({ table, order, born }: TableTransfer): string {
  const late = Object.keys(born ?? {});
  const key = order.includes('id') ? ['id'] : order;
  const of = (row: string, names: readonly string[]) => names.map((name) => `${row}."${name}"`).join(', ');
  return `UPDATE ${table} t SET ${late.map((name) => `"${name}" = r."${name}"`).join(', ')}
    FROM jsonb_array_elements($1::jsonb) e, LATERAL jsonb_populate_record(NULL::${table}, e.value) r
    WHERE (${of('t', key)}) = (${of('r', key)}) AND (${of('t', late)}) IS DISTINCT FROM (${of('r', late)})`;
}

export const FROM_BATCH = 'SELECT value, ordinality AS n FROM jsonb_array_elements($1::jsonb) WITH ORDINALITY';

/** Adds all rows of a table. @returns how many */
export async function loadTable(
  tx: Tx,
  transfer: TableTransfer,
  columns: readonly string[],
  lines: AsyncIterable<string>,
): Promise<number> {
  const sql = insertSql(transfer, columns, FROM_BATCH);
  let added = 0;
  for await (const batch of batches(lines)) added += await tx.$executeRawUnsafe(sql, batch);
  const { table, counter } = transfer;
  if (counter) {
    await tx.$queryRawUnsafe(
      `SELECT setval(pg_get_serial_sequence('${table}', '${counter}'), max("${counter}"))::text FROM ${table}
       HAVING max("${counter}") IS NOT NULL`,
    );
  }
  return added;
}

/** Writes what the rows of a table became. */
export async function settleTable(tx: Tx, transfer: TableTransfer, lines: AsyncIterable<string>): Promise<void> {
  const sql = settleSql(transfer);
  for await (const batch of batches(lines)) await tx.$executeRawUnsafe(sql, batch);
}
