/** A word that nobody writes. Whoever sees it in public has seen something that is not. */
export const CANARY = 'quoxcanary7q';

/** What the public may read, or what names a thing that it may read: everything else gets a canary. */
const PUBLIC = {
  site: [
    ...['slug', 'name', 'locale', 'locales', 'time_zone', 'url', 'phone', 'postal_address', 'emergency_number'],
    ...['country', 'accent_color', 'call_to_action', 'call_to_action_url'],
  ],
  publication: ['slug'],
  media_rendition: ['name'],
  media_asset: ['name', 'file_name'],
};
/** Of these columns some rows are public: a row that is not gets its canary. */
const PUBLIC_ROWS = { issue: { subject: "state = 'finished'" } };
const PUBLIC_TABLES = /^(delivery_|taxonomy_|_prisma)/;

/** Names and keys that other rows, or the guards of reading, hold on to: another value there hides a row instead of marking it. */
const HELD = /^(locale|state|kind|status|system|sha256|.*_hash|content_type|key)$/;

const MARKED = {
  text: (column) => `${column} || ' ${CANARY}'`,
  citext: (column) => `${column} || '${CANARY}'`,
  'text[]': () => `ARRAY['${CANARY}']`,
  jsonb: () => `jsonb_build_object('${CANARY}', '${CANARY}')`,
};

/**
 * Writes the canary into every text of every table that the public may not read, with the guards of the database set
 * aside: they protect against writing this, and the drill asks who reads it.
 *
 * @returns how many columns and how many values carry it
 */
export async function plantCanaries(db) {
  const { rows } = await db.query(`
    SELECT c.table_name AS "table", c.column_name AS "column", format_type(a.atttypid, NULL) AS type
    FROM information_schema.columns c
    JOIN information_schema.tables t ON t.table_schema = c.table_schema AND t.table_name = c.table_name
    JOIN pg_attribute a ON a.attrelid = ('public.' || quote_ident(c.table_name))::regclass AND a.attname = c.column_name
    WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE' AND c.is_generated = 'NEVER'
    ORDER BY 1, 2`);
  const planted = { columns: 0, values: 0, tables: new Set() };
  await db.query("SET session_replication_role = 'replica'");
  for (const { table, column, type } of rows) {
    const marked = MARKED[type];
    const skipped = PUBLIC_TABLES.test(table) || PUBLIC[table]?.includes(column) || HELD.test(column);
    if (!marked || skipped) continue;
    try {
      const { rowCount } = await db.query(
        `UPDATE "${table}" SET "${column}" = ${marked(`"${column}"`)}
         WHERE "${column}" IS NOT NULL AND NOT (${PUBLIC_ROWS[table]?.[column] ?? 'false'})`,
      );
      if (rowCount === 0) continue;
      planted.columns += 1;
      planted.values += rowCount;
      planted.tables.add(table);
    } catch (error) {
      // A rule of the column itself allows only certain words in it: no place for a canary, and none for a secret.
      if (!['23514', '22001', '23505'].includes(error.code)) throw error;
    }
  }
  await db.query("SET session_replication_role = 'origin'");
  return { columns: planted.columns, values: planted.values, tables: planted.tables.size };
}
