import { createHash } from 'node:crypto';
import { copyFile, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ChangeSlug, ClassifyArticle, type RevisionRow, SaveRevision } from '#editing';
import { AuditLog, Sites } from '#identity';
import { ImportArticle } from '#importing';
import { expectOk, FixedClock, isRefusal, newId } from '#kernel';
import { ArchiveArticle } from '#lifecycle';
import { MediaStorage } from '#media';
import { Database, type StaffActor } from '#platform';
import { PublishRevision, WithdrawPublication } from '#publishing';
import { EndReview, RequestReview } from '#review';
import { CreateTerm } from '#taxonomy';
import { ExportArchive, RestoreArchive, TABLES } from '#transfer';
import { writeFullHistory } from '../support/full-history.js';
import { killRestoreBefore, restoreByCommand } from '../support/killed-restore.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';
import { createWorld, sampleContent, type World } from '../support/world.js';
import { contents, written } from '../support/zips.js';

/** A store in memory: what is in it is what was put there. */
class MemoryStorage {
  readonly files = new Map<string, Buffer>();
  async put(name: string, bytes: Uint8Array) {
    this.files.set(name, Buffer.from(bytes));
  }
  async stream(name: string) {
    const { Readable: Stream } = await import('node:stream');
    const bytes = this.files.get(name);
    return bytes ? { stream: Stream.from([bytes]), bytes: bytes.length } : null;
  }
}

const storageOf = (store: MemoryStorage) => store as unknown as MediaStorage;

describe('an export and its restore', () => {
  let world: World;
  let author: StaffActor;
  let reviewer: StaffActor;
  let publisher: StaffActor;
  let folder: string;
  let zip: string;
  const store = new MemoryStorage();
  const fresh: { database: TestDatabase; client: Database }[] = [];

  beforeAll(async () => {
    world = await createWorld();
    author = await world.person('Sam', 'author');
    reviewer = await world.person('Maya', 'reviewer');
    publisher = await world.person('Jo', 'publisher');
    folder = await mkdtemp(join(tmpdir(), 'carepress-transfer-'));
    zip = join(folder, 'all.zip');
    await makeHistory();
    const [sam, kim] = [await world.person('Sam', 'author'), await world.person('Kim', 'author')];
    const [maya, rosa] = [await world.person('Maya', 'reviewer'), await world.person('Rosa', 'reviewer')];
    await writeFullHistory({ ...world, people: { sam, kim, maya, rosa, jo: publisher } });
    await takeStoredFiles();
    expectOk(await exporter().run(zip, { withEmails: false, product: '0.0.0' }));
  });
  afterAll(async () => {
    for (const { database, client } of fresh) {
      await client.close();
      await database.drop();
    }
    await world?.close();
    if (folder) await rm(folder, { recursive: true, force: true });
  });

  const exporter = (from = store) =>
    new ExportArchive(
      world.get(Database),
      storageOf(from),
      world.get(Sites),
      world.get(AuditLog),
      new FixedClock(new Date('2026-11-22T12:00:00Z')),
    );

  async function save(base: RevisionRow, words: string): Promise<RevisionRow> {
    const { articleId, locale } = base;
    const input = { articleId, locale, baseRevisionId: base.id, baseContentHash: base.contentHash };
    return expectOk(await world.get(SaveRevision).run(author, { ...input, ...sampleContent(words) }));
  }
  const publish = async (revision: RevisionRow) =>
    expectOk(await world.get(PublishRevision).run(publisher, { siteId: world.siteId, revisionId: revision.id }));

  /** Everything whose guards judge by what was true then and is not any more. */
  async function makeHistory(): Promise<void> {
    const first = await world.article(author, sampleContent('First.'));
    await world.approve(first, author, reviewer);
    const publication = await publish(first);
    const second = await save(first, 'Second.');
    await world.approve(second, author, reviewer);
    await publish(second);
    await save(second, 'A working copy.');
    expect(publication.id).not.toBe('');
    const slug = { articleId: first.articleId, locale: 'en', slug: 'moved-on' };
    expectOk(await world.get(ChangeSlug).run(author, slug));
    expectOk(await world.get(ClassifyArticle).run(author, { articleId: first.articleId, riskClass: 'high' }));
    // Withdrawn, its approval revoked and its article archived.
    const gone = await world.article(author, sampleContent('Gone.'));
    const approval = await world.approve(gone, author, reviewer);
    const shown = await publish(gone);
    expectOk(await world.get(WithdrawPublication).run(publisher, { publicationId: shown.id, reason: 'Wrong dose.' }));
    await world.database.query(
      `UPDATE approval SET revoked_at = now(), revoked_by_id = $2, revoked_reason = 'Wrong.' WHERE id = $1`,
      [approval.id, reviewer.userId],
    );
    expectOk(await world.get(ArchiveArticle).run(author, gone.articleId));
    // A high risk with one approval of two, sent back; and one that still waits for the second.
    for (const ends of [true, false]) {
      const risky = await world.article(author, sampleContent(`Risky ${ends}.`));
      expectOk(await world.get(ClassifyArticle).run(author, { articleId: risky.articleId, riskClass: 'high' }));
      await world.approve(risky, author, reviewer);
      const [open] = await world.database.query<{ id: string; state: string }>(
        'SELECT id, state FROM review_case WHERE revision_id = $1',
        [risky.id],
      );
      expect(open!.state).not.toBe('approved');
      if (!ends) continue;
      expectOk(await world.get(EndReview).withdraw(author, open!.id));
      const next = await save(risky, 'Another try.');
      expectOk(await world.get(RequestReview).run(author, { revisionId: next.id }));
    }
    expectOk(
      await world.get(CreateTerm).run(publisher, {
        siteId: world.siteId,
        kind: 'condition',
        labels: [{ locale: 'en', label: 'Turf toe', synonyms: ['toe'] }],
        codes: [{ system: 'icd10cm', code: 'M54.5', status: 'retired', replacedBy: ['M54.50'] }],
      }),
    );
    const bytes = new TextEncoder().encode('Walking\n\nWalk a little every day.\n');
    const file = { siteId: world.siteId, locale: 'en', topic: 'Odd topic', fileName: 'w.txt', bytes };
    expectOk(await world.get(ImportArticle).run(author, file));
    await addPicture();
    // The licence ran out long ago, and is revoked too.
    await world.database.query(
      `UPDATE credential SET valid_until = '2026-11-22T12:00:01Z', revoked_at = now() WHERE user_id = $1`,
      [reviewer.userId],
    );
  }

  async function addPicture(): Promise<void> {
    const content = Buffer.from('not a picture, but bytes are bytes');
    const sha = createHash('sha256').update(content).digest('hex');
    store.files.set(`${sha}.png`, content);
    await world.database.query(
      `INSERT INTO media_asset (id, site_id, kind, name, sha256, source_sha256, content_type, bytes, width, height,
         fallback_format, file_name, created_by_id)
       VALUES ($1, $2, 'image', $3, $4, $4, 'image/png', $5, 1, 1, 'png', 'a.png', $6)`,
      [newId(), world.siteId, `${sha}.png`, sha, content.length, author.userId],
    );
  }

  /** What the use cases stored, beside what was put there by hand. */
  async function takeStoredFiles(): Promise<void> {
    const rows = await world.database.query<{ name: string }>(
      'SELECT name FROM media_asset UNION SELECT name FROM media_rendition WHERE name IS NOT NULL ORDER BY name',
    );
    for (const { name } of rows) {
      const bytes = await world.get(MediaStorage).get(name);
      if (bytes) store.files.set(name, Buffer.from(bytes));
    }
    expect(store.files.size).toBe(rows.length);
  }

  async function empty(): Promise<{ database: TestDatabase; restore: RestoreArchive; store: MemoryStorage }> {
    const database = await createTestDatabase();
    const client = new Database({ url: database.url, applicationName: 'restore', poolSize: 2 });
    fresh.push({ database, client });
    const into = new MemoryStorage();
    const restore = new RestoreArchive(client, storageOf(into), new Sites(client), world.get(AuditLog));
    return { database, restore, store: into };
  }

  async function digests(database: TestDatabase): Promise<Record<string, string[]>> {
    const found: Record<string, string[]> = {};
    for (const { table, where } of [...TABLES, { table: 'revision_use', where: undefined }]) {
      const row = table === 'staff_user' ? `(to_jsonb(t) - 'email')::text` : 't::text';
      const rows = await database.query<{ md5: string }>(
        `SELECT md5(${row}) AS md5 FROM ${table} t ${where ? `WHERE ${where}` : ''} ORDER BY 1`,
      );
      found[table] = rows.map((it) => it.md5);
    }
    return found;
  }

  // A new table: add what fills it to the full history, so that a restore is tried with it.
  it('is tried with rows in every table that it holds', async () => {
    const rows = Object.entries(await digests(world.database));
    expect(rows.filter(([, digest]) => digest.length === 0).map(([table]) => table)).toEqual([]);
  });

  it('brings back every row and every byte, through every guard, and begins its audit log with it', async () => {
    const target = await empty();
    const report = expectOk(await target.restore.run(zip));
    expect(report.mediaFiles).toBe(store.files.size);
    expect(await digests(target.database)).toEqual(await digests(world.database));
    expect(new Map([...target.store.files].sort())).toEqual(new Map([...store.files].sort()));
    const lines = await target.database.query(`SELECT action, subject_id FROM audit_entry ORDER BY id`);
    expect(lines).toEqual(
      [world.siteId, world.otherSiteId].sort().map((id) => ({ action: 'archive.restored', subject_id: id })),
    );
    const email = await target.database.query<{ email: string }>(`SELECT email FROM staff_user ORDER BY id LIMIT 1`);
    expect(email[0]!.email).toMatch(/@restored\.invalid$/);
    const off = await target.database.query(`SELECT 1 FROM pg_trigger WHERE tgenabled <> 'O' AND NOT tgisinternal`);
    expect(off).toEqual([]);
  });

  it('is the same again when what was restored is exported', async () => {
    const target = await empty();
    expectOk(await target.restore.run(zip));
    const { client } = fresh.at(-1)!;
    const again = join(folder, 'again.zip');
    const clock = new FixedClock(new Date());
    const second = new ExportArchive(client, storageOf(store), new Sites(client), world.get(AuditLog), clock);
    expectOk(await second.run(again, { withEmails: false, product: '0.0.0' }));
    const hashes = async (path: string) => JSON.parse((await contents(path)).get('manifest.json')!.toString()).tables;
    expect(await hashes(again)).toEqual(await hashes(zip));
  });

  it('holds no password, no subscriber and no address of staff, unless it is asked for the addresses', async () => {
    const files = await contents(zip);
    const all = [...files.values()].map((it) => it.toString('latin1')).join('\n');
    expect(all).not.toContain('@clinic.example"}');
    expect([...files.keys()].some((name) => /account|session|subscriber|consent|audit|outbox/.test(name))).toBe(false);
    expect(files.get('tables/staff_user.jsonl')!.toString()).not.toContain('@');
    const open = join(folder, 'open.zip');
    expectOk(await exporter().run(open, { withEmails: true, product: '0.0.0' }));
    expect((await contents(open)).get('tables/staff_user.jsonl')!.toString()).toContain('@clinic.example');
  });

  it('is refused into a database that is not empty, twice too, and by two at once only one comes in', async () => {
    const target = await empty();
    const both = await Promise.all([target.restore.run(zip), target.restore.run(zip)]);
    expect(both.filter((it) => !isRefusal(it))).toHaveLength(1);
    expect(both.find(isRefusal)).toMatchObject({ code: 'DATABASE_NOT_EMPTY' });
  });

  it('leaves an empty database when its process is killed early or late, and succeeds the next time', async () => {
    const { database } = await empty();
    const order = { file: zip, databaseUrl: database.url, dataDir: join(folder, 'killed') };
    for (const table of ['revision', 'overdue_action']) {
      await killRestoreBefore(table, order);
      const left = Object.entries(await digests(database)).filter(([, rows]) => rows.length > 0);
      expect(left).toEqual([]);
      expect(await database.query('SELECT 1 FROM audit_entry')).toEqual([]);
    }
    expect(await restoreByCommand(order)).toMatchObject({ code: 0 });
    expect(await digests(database)).toEqual(await digests(world.database));
  }, 60_000);

  describe('that was damaged or built to harm', () => {
    let target: Awaited<ReturnType<typeof empty>>;
    beforeAll(async () => {
      target = await empty();
    });

    /** The zip with its files changed. */
    async function changed(name: string, work: (files: Map<string, Buffer>) => void): Promise<string> {
      const files = await contents(zip);
      work(files);
      return written(join(folder, name), files);
    }
    const manifestOf = (files: Map<string, Buffer>) => JSON.parse(files.get('manifest.json')!.toString());
    const putManifest = (files: Map<string, Buffer>, manifest: unknown) =>
      files.set('manifest.json', Buffer.from(JSON.stringify(manifest)));
    /** Changes a table and makes the manifest agree, as somebody who knows the format would. */
    function forge(files: Map<string, Buffer>, table: string, work: (text: string) => string) {
      const name = `tables/${table}.jsonl`;
      const bytes = Buffer.from(work(files.get(name)!.toString()));
      files.set(name, bytes);
      const manifest = manifestOf(files);
      const entry = manifest.tables.find((it: { table: string }) => it.table === table);
      entry.bytes = bytes.length;
      entry.sha256 = createHash('sha256').update(bytes).digest('hex');
      entry.rows = bytes.toString().split('\n').length - 1;
      putManifest(files, manifest);
    }
    async function refusedWith(path: string, code: string) {
      const answer = await target.restore.run(path);
      expect(answer).toMatchObject({ code });
      const rows = await target.database.query(
        'SELECT (SELECT count(*)::int FROM site) + (SELECT count(*)::int FROM revision) + (SELECT count(*)::int FROM audit_entry) AS n',
      );
      expect(rows).toEqual([{ n: 0 }]);
    }

    it('is refused when it is cut off at any place', async () => {
      const bytes = await readFile(zip);
      for (const share of [0, 0.1, 0.5, 0.9, 0.999]) {
        const path = join(folder, `cut-${share}.zip`);
        await writeFile(path, bytes.subarray(0, Math.floor(bytes.length * share)));
        await refusedWith(path, 'NOT_AN_EXPORT');
      }
    });

    it('is refused when a bit of it flips, unless the bit is one of the zip that no file depends on', async () => {
      const bytes = await readFile(zip);
      const whole = await contents(zip);
      const codes = new Set<string>();
      for (let at = 100; at < bytes.length - 30; at += Math.floor(bytes.length / 9)) {
        const path = join(folder, 'bit.zip');
        const copy = Buffer.from(bytes);
        copy[at]! ^= 0x10;
        await writeFile(path, copy);
        const one = await empty();
        const answer = await one.restore.run(path);
        if (isRefusal(answer)) codes.add(answer.code);
        else expect(await contents(path)).toEqual(whole);
      }
      expect(codes).toContain('EXPORT_DAMAGED');
      expect([...codes].every((it) => /^(EXPORT_DAMAGED|NOT_AN_EXPORT|UNSAFE_EXPORT)$/.test(it))).toBe(true);
    });

    it('is refused when a text was changed and every checksum with it', async () => {
      const path = await changed('text.zip', (files) =>
        forge(files, 'revision', (text) => text.replace('Second.', 'Run twice.')),
      );
      await refusedWith(path, 'EXPORT_DAMAGED');
    });

    it('is refused when an approval was given to a contributor, by the guards of the database', async () => {
      const path = await changed('approver.zip', (files) => {
        forge(files, 'approval', (text) => text.replaceAll(reviewer.userId, author.userId));
      });
      await refusedWith(path, 'EXPORT_DAMAGED');
    });

    it('is refused when a row is missing, a file is missing, or one is there that nobody named', async () => {
      const dropRow = (files: Map<string, Buffer>) =>
        files.set(
          'tables/article_slug.jsonl',
          Buffer.from(files.get('tables/article_slug.jsonl')!.toString().replace(/^.*\n/, '')),
        );
      await refusedWith(await changed('row.zip', dropRow), 'EXPORT_DAMAGED');
      await refusedWith(await changed('file.zip', (files) => files.delete('tables/comment.jsonl')), 'EXPORT_DAMAGED');
      await refusedWith(
        await changed('extra.zip', (files) => files.set('tables/extra.jsonl', Buffer.from('{}\n'))),
        'EXPORT_DAMAGED',
      );
      const media = [...(await contents(zip)).keys()].find((name) => name.startsWith('media/'))!;
      await refusedWith(
        await changed('media.zip', (files) => files.set(media, Buffer.from('other bytes'))),
        'EXPORT_DAMAGED',
      );
    });

    it('is refused when a newer release wrote it', async () => {
      const newer = (work: (manifest: ReturnType<typeof manifestOf>) => void) =>
        changed('newer.zip', (files) => {
          const manifest = manifestOf(files);
          work(manifest);
          putManifest(files, manifest);
        });
      await refusedWith(await newer((it) => Object.assign(it, { format: 2 })), 'NEWER_EXPORT');
      await refusedWith(await newer((it) => it.migrations.push('20990101000000_later')), 'NEWER_EXPORT');
      await refusedWith(await newer((it) => it.tables[0].columns.push('a_later_column')), 'NEWER_EXPORT');
    });

    it('is refused when it is a bomb, leads out of its place, or is something else', async () => {
      const bomb = (files: Map<string, Buffer>) => files.set('tables/task.jsonl', Buffer.alloc(50_000_000));
      await refusedWith(await changed('bomb.zip', bomb), 'UNSAFE_EXPORT');
      const path = join(folder, 'path.zip');
      await copyFile(zip, path);
      // Names as a library that writes zips would refuse them: put into the bytes, in both places where a name stands.
      const bytes = Buffer.from(
        (await readFile(path)).toString('latin1').replaceAll('tables/site.jsonl', '../../../etc/pass'),
        'latin1',
      );
      await writeFile(path, bytes);
      await refusedWith(path, 'UNSAFE_EXPORT');
      await refusedWith(
        await changed('odd.zip', (files) => files.set('readme.txt', Buffer.from('x'))),
        'UNSAFE_EXPORT',
      );
      await writeFile(join(folder, 'text.txt'), 'a text');
      await refusedWith(join(folder, 'text.txt'), 'NOT_AN_EXPORT');
      await refusedWith(await written(join(folder, 'none.zip'), new Map()), 'NOT_AN_EXPORT');
    });
  });

  it('leaves nothing under its name when it fails, and says what is missing', async () => {
    const path = join(folder, 'failed.zip');
    expect(await exporter(new MemoryStorage()).run(path, { withEmails: false, product: '0' })).toMatchObject({
      code: 'MEDIA_FILE_MISSING',
    });
    expect((await readdir(folder)).filter((name) => name.startsWith('failed'))).toEqual([]);
    expect((await stat(zip)).mode & 0o777).toBe(0o600);
  });
});
