/** A word that nobody writes. Whoever sees it in public has seen something that is not. */
export const CANARY = 'quoxcanary7q';

/** The same for what e-mails to staff may say, and nobody else: the title of a text, the names of colleagues. */
export const STAFF_CANARY = 'quoxstaff7q';

/** Both of them, in any text. */
export const ANY_CANARY = /quox(?:canary|staff)7q/i;

/** What the public may read, or what names a thing that it may read: everything else gets a canary. */
const PUBLIC = {
  site: [
    ...['slug', 'name', 'locale', 'locales', 'time_zone', 'url', 'phone', 'postal_address', 'emergency_number'],
    ...['country', 'accent_color', 'call_to_action', 'call_to_action_url'],
    // On the envelope of every newsletter.
    ...['sender_name', 'sender_email'],
  ],
  publication: ['slug'],
  media_rendition: ['name'],
  media_asset: ['name', 'file_name'],
};
/** Of these columns some rows are public: a row that is not gets its canary. */
const PUBLISHED = "id IN (SELECT revision_id FROM publication WHERE state = 'live')";
const PUBLIC_ROWS = {
  issue: { subject: "state = 'finished'" },
  // Who vouches for a text, and what it is about, is told with it when it is published again.
  staff_user: { name: 'id IN (SELECT approver_id FROM approval)' },
  credential: { title: 'user_id IN (SELECT approver_id FROM approval)' },
  article_slug: { slug: "article_id IN (SELECT article_id FROM publication WHERE state = 'live')" },
  article: { topic: "id IN (SELECT article_id FROM publication WHERE state = 'live')" },
  // The words that a newsletter sends.
  revision: { title: PUBLISHED, summary: PUBLISHED, document: PUBLISHED, references: PUBLISHED },
};
/** What staff are told of by e-mail. */
const FOR_STAFF = { revision: ['title'], staff_user: ['name', 'email'] };
const PUBLIC_TABLES = /^(delivery_|taxonomy_|_prisma)/;

/** Names and keys that other rows, or the guards of reading, hold on to: another value there hides a row instead of marking it. */
const HELD = /^(locale|state|kind|status|system|sha256|(.*_)?hash|.*_type|key|required_.*)$/;

// An object keeps what it has beside the canary, so that what waits in the outbox is still done.
const MARKED = {
  // In front of an address it stays one, so that mail is sent there.
  text: (column, word) => (column === '"email"' ? `'${word}' || ${column}` : `${column} || ' ${word}'`),
  citext: (column, word) => `'${word}' || ${column}`,
  'text[]': (_column, word) => `ARRAY['${word}']`,
  jsonb: (column, word) =>
    `CASE WHEN jsonb_typeof(${column}) = 'object' THEN ${column} ELSE '{}' END || jsonb_build_object('${word}', '${word}')`,
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
    const word = FOR_STAFF[table]?.includes(column) ? STAFF_CANARY : CANARY;
    try {
      const { rowCount } = await db.query(
        `UPDATE "${table}" SET "${column}" = ${marked(`"${column}"`, word)}
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
