import { articlePayload } from '#delivery';
import { type ArticleContent, build as b, contentHash, SCHEMA_VERSION } from '#document';
import { newId } from '#kernel';
import type { LivePublication } from '#publishing';

/** Runs SQL past the product: a test database, or any client of node-postgres. */
export interface Sql {
  query(sql: string, values?: unknown[]): Promise<unknown>;
}

/** A clinic with the people that a publication needs. */
export interface FixtureSite {
  readonly id: string;
  readonly slug: string;
  readonly authorId: string;
  readonly approverId: string;
  readonly credentialId: string;
}

export interface FixtureSiteOptions {
  readonly slug?: string;
  readonly name?: string;
  readonly url?: string;
  readonly approverName?: string;
}

export interface FixtureArticleOptions {
  readonly slug?: string;
  readonly topic?: string;
  readonly content?: ArticleContent;
  readonly liveFrom?: Date;
  /** Another locale of an article that stands already. */
  readonly articleId?: string;
}

const DAY = 86_400_000;
const EMERGENCY_NUMBER = '911';
/** The database asks every approver for the safety checklist, without a "no" in it. */
const ANSWERS = { S1: { answer: 'yes' } };

/** A whole patient article in words of this project. */
export function fixtureContent(title = 'Back pain after a run', locale = 'en-US'): ArticleContent {
  return b.content(
    b.doc(
      b.contents(),
      b.redFlags(
        { urgency: 'now' },
        b.ul('numbness between your legs', 'trouble passing urine', 'weakness in both legs'),
      ),
      b.h(2, 'Keep moving, gently'),
      b.p('Rest for a day if you need to, then walk again. ', b.cite('walk', 'Staying active helps most people'), '.'),
      b.exercise(
        'Pelvic tilt',
        { sets: 3, reps: 10, holdSeconds: 5, frequency: 'once a day', stopRule: 'pain runs down your leg' },
        'Lie on your back and flatten it against the floor.',
      ),
      b.h(2, 'Questions people ask'),
      b.faq({ question: 'May I run again?', answer: 'Yes, when walking is easy for half an hour.' }),
    ),
    {
      title,
      locale,
      summary: 'Most back pain after running eases within a few weeks.',
      references: [{ key: 'walk', kind: 'pmid', pmid: '34719942', title: 'Low back pain guideline', year: 2021 }],
    },
  );
}

/** Puts in a site, an author, and a reviewer with a licence in force. */
export async function insertSite(db: Sql, options: FixtureSiteOptions = {}): Promise<FixtureSite> {
  const site: FixtureSite = {
    id: newId(),
    slug: options.slug ?? 'harbor',
    authorId: newId(),
    approverId: newId(),
    credentialId: newId(),
  };
  await db.query(
    `INSERT INTO site (id, slug, name, locale, time_zone, url, phone, postal_address, emergency_number, sender_name,
       sender_email)
     VALUES ($1, $2, $3, 'en-US', 'America/New_York', $4, '+1 555 0100', '1 Quay Street, Harborview', $5, $3,
       'news@clinic.example')`,
    [site.id, site.slug, options.name ?? 'Harbor Physio', options.url ?? 'https://clinic.example', EMERGENCY_NUMBER],
  );
  await db.query('INSERT INTO staff_user (id, name, email) VALUES ($1, $2, $3), ($4, $5, $6)', [
    site.authorId,
    'Ana Ruiz',
    `${site.authorId}@clinic.example`,
    site.approverId,
    options.approverName ?? 'Maya Okafor',
    `${site.approverId}@clinic.example`,
  ]);
  await db.query(
    `INSERT INTO credential (id, user_id, title, licence_number, region, specialties, valid_from, valid_until)
     VALUES ($1, $2, 'DPT', 'PT-1', 'US-MA', '{}', now() - interval '9 years', now() + interval '9 years')`,
    [site.credentialId, site.approverId],
  );
  return site;
}

async function insertRevision(db: Sql, site: FixtureSite, it: LivePublication, isNew: boolean): Promise<void> {
  const { content } = it;
  if (isNew) {
    await db.query('INSERT INTO article (id, site_id, topic, created_by_id) VALUES ($1, $2, $3, $4)', [
      it.articleId,
      site.id,
      it.topic,
      site.authorId,
    ]);
  }
  const slugRow = [it.articleId, it.locale, it.slug];
  await db.query('INSERT INTO article_slug (article_id, locale, slug) VALUES ($1, $2, $3)', slugRow);
  await db.query(
    `INSERT INTO revision (id, article_id, locale, number, title, summary, document, "references", schema_version,
       content_hash, origin, created_by_id, pinned_at, pinned_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'edit', $11, now(), 'review')`,
    [
      ...[it.revisionId, it.articleId, it.locale, it.revisionNumber, content.title, content.summary],
      ...[JSON.stringify(content.document), JSON.stringify(content.references), SCHEMA_VERSION, it.contentHash],
      site.authorId,
    ],
  );
}

async function insertApproval(db: Sql, site: FixtureSite, it: LivePublication): Promise<void> {
  const caseId = newId();
  const subject = [it.articleId, it.locale, it.revisionId, it.contentHash];
  await db.query(
    `INSERT INTO review_case (id, article_id, locale, revision_id, content_hash, state, requested_by_id)
     VALUES ($1, $2, $3, $4, $5, 'approved', $6)`,
    [caseId, ...subject, site.authorId],
  );
  const sheetId = newId();
  await db.query(
    `INSERT INTO checklist_sheet (id, article_id, locale, revision_id, content_hash, rater_id, instrument, version,
       answers, context, scores, answered_at)
     VALUES ($1, $2, $3, $4, $5, $6, 'safety', 1, $7, '{}', '[]', $8)`,
    [sheetId, ...subject, site.approverId, JSON.stringify(ANSWERS), it.approval.approvedAt],
  );
  await db.query(
    `INSERT INTO approval (id, case_id, article_id, locale, revision_id, content_hash, approver_id, credential_id,
       credential_snapshot, statement, conflict_of_interest, checklists, approved_at, review_due_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, '{}', 'I read all of it.', 'none', $9, $10, $11)`,
    [
      ...[it.approval.id, caseId, ...subject, site.approverId, site.credentialId],
      ...[JSON.stringify([{ sheetId, instrument: 'safety', answers: ANSWERS }])],
      ...[it.approval.approvedAt, it.approval.reviewDueAt],
    ],
  );
}

async function nextSequence(db: Sql, siteId: string): Promise<bigint> {
  const answer = await db.query(
    `INSERT INTO site_generation (site_id, generation) VALUES ($1, 1)
     ON CONFLICT (site_id) DO UPDATE SET generation = site_generation.generation + 1 RETURNING generation`,
    [siteId],
  );
  const rows = Array.isArray(answer) ? answer : (answer as { rows: unknown[] }).rows;
  return BigInt((rows[0] as { generation: string }).generation);
}

async function approverName(db: Sql, id: string): Promise<string> {
  const answer = await db.query('SELECT name FROM staff_user WHERE id = $1', [id]);
  const rows = Array.isArray(answer) ? answer : (answer as { rows: unknown[] }).rows;
  return (rows[0] as { name: string }).name;
}

/**
 * Puts in an article, a pinned revision, its review, its approval and a live publication: the whole ground on which
 * the database lets a read model stand, without the read model itself.
 */
export async function insertPublication(
  db: Sql,
  site: FixtureSite,
  options: FixtureArticleOptions = {},
): Promise<LivePublication> {
  const content = options.content ?? fixtureContent();
  const liveFrom = options.liveFrom ?? new Date();
  const approvedAt = new Date(liveFrom.getTime() - DAY);
  const publication: LivePublication = {
    id: newId(),
    siteId: site.id,
    articleId: options.articleId ?? newId(),
    locale: content.locale,
    slug: options.slug ?? 'back-pain-after-a-run',
    topic: options.topic ?? 'back',
    revisionId: newId(),
    revisionNumber: 1,
    contentHash: await contentHash(content),
    content,
    pieces: {},
    liveFrom,
    sequence: await nextSequence(db, site.id),
    endsAt: null,
    approval: {
      id: newId(),
      approverName: await approverName(db, site.approverId),
      credentialTitle: 'DPT',
      approvedAt,
      lastReviewedAt: approvedAt,
      reviewDueAt: new Date(liveFrom.getTime() + 365 * DAY),
      graceEndsAt: new Date(liveFrom.getTime() + 395 * DAY),
      whenOverdue: 'excludeFromIssues',
    },
  };
  await insertRevision(db, site, publication, options.articleId === undefined);
  await insertApproval(db, site, publication);
  await db.query(
    `INSERT INTO publication (id, site_id, article_id, locale, slug, revision_id, approval_id, content_hash, state,
       sequence, published_by_id, live_from)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'live', $9, $10, $11)`,
    [
      ...[publication.id, site.id, publication.articleId, publication.locale, publication.slug],
      ...[publication.revisionId, publication.approval.id, publication.contentHash, String(publication.sequence)],
      ...[site.authorId, liveFrom],
    ],
  );
  return publication;
}

/** As `insertPublication`, and the row that the public reads. */
export async function insertPublishedArticle(
  db: Sql,
  site: FixtureSite,
  options: FixtureArticleOptions = {},
): Promise<LivePublication> {
  const it = await insertPublication(db, site, options);
  const payload = articlePayload(it, { emergencyNumber: EMERGENCY_NUMBER, url: 'https://clinic.example' });
  await db.query(
    `INSERT INTO delivery_article (site_id, locale, slug, article_id, publication_id, revision_id, revision_number,
       content_hash, topic, title, payload, published_at, sequence)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
    [
      ...[it.siteId, it.locale, it.slug, it.articleId, it.id, it.revisionId, it.revisionNumber, it.contentHash],
      ...[it.topic, it.content.title, JSON.stringify(payload), it.liveFrom, String(it.sequence)],
    ],
  );
  return it;
}

/** Ends a publication and leaves its tombstone, as a withdrawal does. */
export async function withdrawInSql(db: Sql, site: FixtureSite, it: LivePublication): Promise<void> {
  const sequence = String(await nextSequence(db, site.id));
  await db.query(
    `UPDATE publication SET state = 'withdrawn', live_until = now(), withdrawn_by_id = $2, withdrawn_reason = 'test'
     WHERE id = $1`,
    [it.id, site.authorId],
  );
  await db.query('DELETE FROM delivery_article WHERE publication_id = $1', [it.id]);
  await db.query(
    `INSERT INTO delivery_tombstone (site_id, locale, slug, article_id, withdrawn_at, sequence)
     VALUES ($1, $2, $3, $4, now(), $5)`,
    [it.siteId, it.locale, it.slug, it.articleId, sequence],
  );
}
