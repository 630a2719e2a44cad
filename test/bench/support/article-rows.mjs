import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';

/** A connection to the embedded database of a system that runs from this folder. */
export async function openDatabase(dataDir) {
  const { port, password } = JSON.parse(await readFile(join(dataDir, 'postgres.json'), 'utf8'));
  const db = new pg.Client(`postgresql://carepress:${password}@127.0.0.1:${port}/carepress`);
  await db.connect();
  return db;
}

/**
 * Adds articles to the demo site Harbor: working copies of six topics and three risk classes, with the text of a demo
 * article under titles of their own. One statement a table.
 */
export async function insertArticles(db, count) {
  await db.query(
    `CREATE TEMP TABLE made AS
     SELECT gen_random_uuid() AS id, gen_random_uuid() AS revision_id, n FROM generate_series(1, $1) n`,
    [count],
  );
  await db.query(
    `INSERT INTO article (id, site_id, topic, risk_class, created_by_id, created_at)
     SELECT made.id, s.id, (ARRAY['Walking', 'Knee pain', 'Low back pain', 'Neck pain', 'Shoulder pain', 'Running'])[1 + n % 6],
       (ARRAY['low', 'standard', 'high'])[1 + n % 3], u.id, now() - n * interval '1 minute'
     FROM made, site s, staff_user u WHERE s.slug = 'harbor' AND u.email = 'sam@harbor.example'`,
  );
  await db.query(`INSERT INTO article_slug (article_id, locale, slug) SELECT id, 'en', 'measured-' || n FROM made`);
  await db.query(
    `INSERT INTO revision (id, article_id, locale, number, title, summary, document, "references", schema_version,
       content_hash, origin, created_by_id, created_at, updated_at)
     SELECT made.revision_id, made.id, 'en', 1, 'Measured article ' || n || ' about moving well each day', r.summary,
       r.document, '[]', r.schema_version, md5(n::text) || md5(n::text), 'edit', u.id,
       now() - n * interval '1 minute', now() - n * interval '1 minute'
     FROM made, staff_user u, (SELECT * FROM revision WHERE locale LIKE 'en%' ORDER BY id LIMIT 1) r
     WHERE u.email = 'sam@harbor.example'`,
  );
  await db.query('DROP TABLE made; ANALYZE article, article_slug, revision');
}
