// Exports an installation with a history, restores it into an empty database, and holds every row, every hash and every
// file against what it was. The guards of the database are on all the time.

import 'reflect-metadata';
import { createHash } from 'node:crypto';
import { mkdir, rm, stat } from 'node:fs/promises';
import { NestFactory } from '@nestjs/core';
import pg from 'pg';
import { AssessmentModule } from '#assessment';
import { CommentsModule } from '#comments';
import { DeliveryProjection } from '#delivery';
import { build, contentHash } from '#document';
import {
  ChangeSlug,
  ClassifyArticle,
  CreateArticle,
  contentOf,
  EditingModule,
  newestRevision,
  SaveRevision,
} from '#editing';
import { EvidenceModule } from '#evidence';
import { IdentityModule, People } from '#identity';
import { ImportingModule } from '#importing';
import { Clock, expectOk, FixedClock, newId } from '#kernel';
import { ArchiveArticle, LifecycleModule } from '#lifecycle';
import { MediaModule, MediaStorage } from '#media';
import { OversightModule } from '#oversight';
import { Database, migrateDatabase, PlatformModule, projectPath, readSettings, startEmbeddedPostgres } from '#platform';
import { PublishingModule } from '#publishing';
import { ReviewModule } from '#review';
import { TasksModule } from '#tasks';
import { TaxonomyModule } from '#taxonomy';
import { ExportArchive, RestoreArchive, TABLES, TransferModule } from '#transfer';
import { randomNumbers } from '../bench/support/content.mjs';
import { withCleanUp } from '../bench/support/processes.mjs';
import { insertSite, publishArticles } from '../bench/support/publish-rows.mjs';
import { loadTypescript } from './support/load-typescript.mjs';

const ARTICLES = 2_000;

class DrillModule {}

async function startRooms(url, dataDir, atEnd) {
  const settings = readSettings({
    DATABASE_URL: url,
    CAREPRESS_SECRET: 'x'.repeat(32),
    LOG_LEVEL: 'silent',
    DATA_DIR: dataDir,
  });
  const clock = new FixedClock(new Date());
  const platform = PlatformModule.forRoot({ settings, databaseUrl: url, name: 'restore drill', clock });
  const rooms = [
    AssessmentModule,
    CommentsModule,
    EditingModule,
    EvidenceModule,
    IdentityModule,
    ImportingModule,
    LifecycleModule,
    MediaModule,
    OversightModule,
    ReviewModule,
    TasksModule,
    TaxonomyModule,
    TransferModule,
  ];
  const app = await NestFactory.createApplicationContext(
    { module: DrillModule, imports: [platform, PublishingModule.with(DeliveryProjection), ...rooms] },
    { logger: false, abortOnError: false },
  );
  atEnd(() => app.close());
  return (service) => app.get(service, { strict: false });
}

const STAFF = { sam: 'author', kim: 'author', maya: 'reviewer', rosa: 'reviewer', jo: 'publisher' };

/** Everything that people do with articles, once, at a site of its own: no table is left empty. */
async function writeHistory(get, db, folder) {
  const helpers = await loadTypescript(folder, ['approvable', 'checklists', 'sample-files', 'full-history']);
  const site = await insertSite(db, 'eastside');
  const people = {};
  for (const [name, role] of Object.entries(STAFF)) {
    const id = newId();
    await db.query('INSERT INTO staff_user (id, name, email) VALUES ($1, $2, $3)', [id, name, `${id}@clinic.example`]);
    await db.query('INSERT INTO membership (user_id, site_id, role) VALUES ($1, $2, $3)', [id, site.id, role]);
    if (role === 'reviewer') {
      await db.query(
        `INSERT INTO credential (id, user_id, title, licence_number, region, valid_from, valid_until)
         VALUES ($1, $2, 'DPT', '1', 'US-OR', now() - interval '9 years', now() + interval '9 years')`,
        [newId(), id],
      );
    }
    people[name] = await get(People).actor(id);
  }
  await helpers.at(-1).writeFullHistory({ get, people, siteId: site.id, clock: get(Clock) });
}

/** Volume: on every article of an author a thread with replies, some of them resolved. */
async function discuss(db) {
  await db.query(
    `INSERT INTO comment_thread (id, article_id, locale, revision_id, anchor, created_by_id, state, state_by_id, state_at)
     SELECT gen_random_uuid(), r.article_id, r.locale, r.id, t.anchor, r.created_by_id, s.state,
       CASE s.state WHEN 'resolved' THEN r.created_by_id END, CASE s.state WHEN 'resolved' THEN now() END
     FROM revision r, (SELECT anchor FROM comment_thread LIMIT 1) t,
       LATERAL (SELECT CASE WHEN r.number % 2 = 0 THEN 'resolved' ELSE 'open' END AS state) s
     WHERE r.pinned_at IS NOT NULL`,
  );
  await db.query(
    `INSERT INTO comment (id, thread_id, author_id, text)
     SELECT gen_random_uuid(), t.id, t.created_by_id, 'Reply ' || n || ' to ' || t.id
     FROM comment_thread t, generate_series(1, 3) n`,
  );
}

async function database(postgres, name, atEnd) {
  const admin = new pg.Client({ connectionString: postgres.url });
  await admin.connect();
  await admin.query(`CREATE DATABASE ${name}`);
  await admin.end();
  const url = postgres.url.replace(/\/[^/]+$/, `/${name}`);
  await migrateDatabase(url);
  const db = new pg.Client({ connectionString: url });
  await db.connect();
  atEnd(() => db.end());
  return { url, db };
}

/** One article written here: revisions, a move, a class, sometimes put away. */
async function write(get, actor, siteId, number, random) {
  const words = (n) => `Text ${number} in state ${n}: ${random().toString(36)}.`;
  const content = build.content(build.doc(build.p(words(0))), { title: `Written ${number}`, locale: 'en' });
  const input = { siteId, topic: `Topic ${number % 7}`, riskClass: 'standard', slug: `written-${newId()}`, ...content };
  const article = expectOk(await get(CreateArticle).run(actor, input));
  let newest = await newestRevision(get(Database).client, article.id, 'en');
  for (let n = 1; n <= 1 + Math.floor(random() * 4); n += 1) {
    if (random() < 0.5) {
      // As a review or a comment would: what follows is a new revision.
      await get(Database).client.$executeRawUnsafe(
        `UPDATE revision SET pinned_at = now(), pinned_by = 'namedVersion' WHERE id = $1::uuid AND pinned_at IS NULL`,
        newest.id,
      );
    }
    const base = { articleId: article.id, baseRevisionId: newest.id, baseContentHash: newest.contentHash };
    const next = { ...contentOf(newest), document: build.doc(build.p(words(n))) };
    newest = expectOk(await get(SaveRevision).run(actor, { ...next, ...base }));
  }
  if (random() < 0.5) {
    expectOk(await get(ChangeSlug).run(actor, { articleId: article.id, locale: 'en', slug: `moved-${newId()}` }));
  }
  if (random() < 0.3) expectOk(await get(ClassifyArticle).run(actor, { articleId: article.id, riskClass: 'high' }));
  if (random() < 0.2) expectOk(await get(ArchiveArticle).run(actor, article.id));
}

/** Withdrawals, revoked approvals and a licence that ran out: what is not true any more, but was. */
async function age(db, site) {
  await db.query(
    `UPDATE publication SET state = 'withdrawn', live_until = now(), withdrawn_reason = 'A drill.', withdrawn_by_id = $1
     WHERE id IN (SELECT id FROM publication WHERE state = 'live' ORDER BY id LIMIT (SELECT count(*) / 5 FROM publication))`,
    [site.approverId],
  );
  await db.query(
    `DELETE FROM delivery_article d USING publication p WHERE p.id = d.publication_id AND p.state <> 'live'`,
  );
  await db.query(
    `UPDATE approval SET revoked_at = now(), revoked_by_id = $1, revoked_reason = 'A drill.'
     WHERE id IN (SELECT approval_id FROM publication WHERE state = 'withdrawn' ORDER BY id LIMIT (SELECT count(*) / 10 FROM publication))`,
    [site.approverId],
  );
  await db.query(`UPDATE credential SET valid_until = now(), revoked_at = now()`);
}

async function addMedia(db, storage, site, count, random) {
  for (let number = 0; number < count; number += 1) {
    const bytes = Buffer.from(Array.from({ length: 20_000 }, () => Math.floor(random() * 256)));
    const sha = createHash('sha256').update(bytes).digest('hex');
    await storage.put(`${sha}.png`, bytes);
    await db.query(
      `INSERT INTO media_asset (id, site_id, kind, name, sha256, source_sha256, content_type, bytes, width, height,
         fallback_format, file_name, created_by_id)
       VALUES ($1, $2, 'image', $3, $4, $4, 'image/png', $5, 1, 1, 'png', 'a.png', $6)`,
      [newId(), site.id, `${sha}.png`, sha, bytes.length, site.authorId],
    );
  }
}

/** A digest of every row, and how often it is there. */
async function rowsOf(db, { table, where }) {
  const row = table === 'staff_user' ? `(to_jsonb(t) - 'email')::text` : 't::text';
  const { rows } = await db.query(`SELECT md5(${row}) AS md5 FROM ${table} t ${where ? `WHERE ${where}` : ''}`);
  const counted = new Map();
  for (const { md5 } of rows) counted.set(md5, (counted.get(md5) ?? 0) + 1);
  return counted;
}

async function compare(before, after) {
  const found = { rows: 0, rowsLost: 0, rowsAdded: 0, tables: TABLES.length, tablesEmpty: [] };
  for (const table of [...TABLES, { table: 'revision_use' }]) {
    const [old, now] = [await rowsOf(before, table), await rowsOf(after, table)];
    if (old.size === 0) found.tablesEmpty.push(table.table);
    for (const [md5, count] of old) {
      found.rows += count;
      found.rowsLost += Math.max(0, count - (now.get(md5) ?? 0));
    }
    for (const [md5, count] of now) found.rowsAdded += Math.max(0, count - (old.get(md5) ?? 0));
  }
  return found;
}

/** Texts whose hash, made anew from what came back, is not the one that stood beside them before. */
async function changedHashes(before, after) {
  const { rows: old } = await before.query('SELECT id, content_hash AS hash FROM revision');
  const was = new Map(old.map((row) => [row.id, row.hash]));
  const { rows } = await after.query('SELECT id, locale, title, summary, document, "references" FROM revision');
  let changed = old.length - rows.length;
  for (const { id, ...content } of rows) if (contentHash(content) !== was.get(id)) changed += 1;
  return { hashes: old.length, hashesChanged: changed };
}

async function changedFiles(before, from, into) {
  const { rows } = await before.query(
    'SELECT name FROM media_asset UNION SELECT name FROM media_rendition WHERE name IS NOT NULL',
  );
  let changed = 0;
  for (const { name } of rows) {
    const [old, now] = [await from.get(name), await into.get(name)];
    if (!now || !old.equals(now)) changed += 1;
  }
  return { mediaFiles: rows.length, mediaChanged: changed };
}

/** @returns what differs after an export of `size` articles came back */
export function run({ seed, size = ARTICLES, progress }) {
  return withCleanUp(async (atEnd) => {
    const folder = projectPath('.cache', `drill-restore-${process.pid}`);
    await mkdir(folder, { recursive: true });
    atEnd(() => rm(folder, { recursive: true, force: true }));
    const postgres = await startEmbeddedPostgres(`${folder}/postgres`, { postgresFlags: ['-c', 'fsync=off'] });
    atEnd(() => postgres.stop('immediate'));
    const [source, target] = [await database(postgres, 'source', atEnd), await database(postgres, 'target', atEnd)];
    const from = await startRooms(source.url, `${folder}/source`, atEnd);
    const into = await startRooms(target.url, `${folder}/target`, atEnd);
    const random = randomNumbers(seed);
    progress.to(0, 'published articles');
    const published = Math.ceil(size / 2);
    await publishArticles(source.db, { slug: 'harbor', count: published, seed });
    const { rows } = await source.db.query('SELECT DISTINCT site_id AS id, created_by_id AS "authorId" FROM article');
    const people = await source.db.query('SELECT user_id AS id FROM credential');
    const site = { ...rows[0], approverId: people.rows[0].id };
    await source.db.query("INSERT INTO membership VALUES ($1, $2, 'author')", [site.authorId, site.id]);
    const actor = await from(People).actor(site.authorId);
    for (let number = published; number < size; number += 1) {
      progress.to(number / size / 2, `article ${number} of ${size}`);
      await write(from, actor, site.id, number, random);
    }
    await age(source.db, site);
    progress.to(0.5, 'everything that people do');
    await writeHistory(from, source.db, `${folder}/support`);
    await discuss(source.db);
    await addMedia(source.db, from(MediaStorage), site, Math.min(50, size), random);
    progress.to(0.6, 'export');
    const file = `${folder}/all.zip`;
    const began = Date.now();
    expectOk(await from(ExportArchive).run(file, { withEmails: false, product: 'drill' }));
    const exported = Date.now();
    progress.to(0.8, 'restore');
    expectOk(await into(RestoreArchive).run(file));
    const restored = Date.now();
    const version = await source.db.query('SHOW server_version');
    return {
      ...(await changedHashes(source.db, target.db)),
      ...(await compare(source.db, target.db)),
      ...(await changedFiles(source.db, from(MediaStorage), into(MediaStorage))),
      articles: size,
      zipBytes: (await stat(file)).size,
      exportSeconds: (exported - began) / 1000,
      restoreSeconds: (restored - exported) / 1000,
      peakRssMiB: Math.round(process.resourceUsage().maxRSS / 1024),
      versions: { postgres: version.rows[0].server_version },
    };
  });
}
