import type { PoolClient } from 'pg';
import type { TableTransfer } from '../domain/tables.js';

const AT_ONCE = 200;

/** The columns of a table that go along. */
export async function columnsOf(
  client: PoolClient,
  { table, withheld }: TableTransfer,
  all: boolean,
): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT attname AS name FROM pg_attribute
     WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = '' ORDER BY attnum`,
    [table],
  );
  return rows.map((row) => row.name).filter((name) => all || !(name in (withheld ?? {})));
}

/** The rows of a table as JSON, one a line, in the order of its key. The client is in a transaction of its own. */
export async function* readTable(
  client: PoolClient,
  transfer: TableTransfer,
  columns: readonly string[],
): AsyncGenerator<string> {
  const { table, order, where } = transfer;
  const cursor = `export_${table}`;
  const wanted = columns.map((name) => `'${name}', t."${name}"`);
  // jsonb_build_object takes 100 arguments at most.
  const parts = [];
  for (let at = 0; at < wanted.length; at += 40)
    parts.push(`jsonb_build_object(${wanted.slice(at, at + 40).join(', ')})`);
  await client.query(
    `DECLARE ${cursor} NO SCROLL CURSOR FOR SELECT (${parts.join(' || ')})::text AS line FROM ${table} t
     ${where ? `WHERE ${where}` : ''} ORDER BY ${order.map((name) => `t."${name}"`).join(', ')}`,
  );
  for (;;) {
    const { rows } = await client.query<{ line: string }>(`FETCH ${AT_ONCE} FROM ${cursor}`);
    for (const row of rows) yield row.line;
    if (rows.length < AT_ONCE) break;
  }
  await client.query(`CLOSE ${cursor}`);
}
