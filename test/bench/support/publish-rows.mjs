import { createHash } from 'node:crypto';
import { articlePayload } from '#delivery';
import { contentHash, SCHEMA_VERSION } from '#document';
import { newId } from '#kernel';
import { articleContent, randomNumbers, TOPICS } from './content.mjs';

const BATCH = 500;
const BYTES = 6_000;
/** Beyond these, articles are short: a list reads the newest, and a disk need not carry gigabytes of the same words. */
const FULL_SIZE = 500;
const SHORT_BYTES = 400;
const DAY = 86_400_000;

/** A site with an author, and a reviewer with a licence in force. */
export async function insertSite(db, slug) {
  const site = { id: newId(), slug, authorId: newId(), approverId: newId(), credentialId: newId() };
  await db.query(
    `INSERT INTO site (id, slug, name, locale, time_zone, url, phone, postal_address, emergency_number, sender_name,
       sender_email)
     VALUES ($1, $2, 'Harbor Physio', 'en-US', 'UTC', 'https://clinic.example', '+1 555 0100', '1 Quay Street', '911',
       'Harbor Physio', 'news@clinic.example')`,
    [site.id, slug],
  );
  await db.query("INSERT INTO staff_user (id, name, email) VALUES ($1, 'Ana Ruiz', $2), ($3, 'Maya Okafor', $4)", [
    ...[site.authorId, `${site.authorId}@clinic.example`, site.approverId, `${site.approverId}@clinic.example`],
  ]);
  await db.query(
    `INSERT INTO credential (id, user_id, title, licence_number, region, specialties, valid_from, valid_until)
     VALUES ($1, $2, 'DPT', 'PT-1', 'US-MA', '{}', now() - interval '9 years', now() + interval '9 years')`,
    [site.credentialId, site.approverId],
  );
  return site;
}

function usualContent(random, number, site) {
  const bytes = number < FULL_SIZE ? BYTES : SHORT_BYTES;
  return articleContent(random, `Article ${number} of ${site.slug}`, bytes);
}

const rendered = new WeakMap();

/** The payload of a publication. Texts that share one document, as those of a large library here do, are rendered once. */
function payloadOf(publication) {
  const {
    id: _id,
    articleId: id,
    locale,
    slug,
    topic,
    revisionNumber,
    contentHash: hash,
    content,
    liveFrom,
  } = publication;
  const known = rendered.get(content.document);
  const payload = known ?? articlePayload(publication, { emergencyNumber: '911', url: 'https://clinic.example' });
  rendered.set(content.document, payload);
  const { title, summary, references } = content;
  const own = { id, locale, slug, topic, revisionNumber, contentHash: hash, title, summary, references };
  return { ...payload, ...own, publishedAt: liveFrom.toISOString() };
}

const hashes = new WeakMap();

/** The content's own hash; of texts that share a document, a hash of that one's and of what is their own. */
function hashOf(content) {
  const shared = hashes.get(content.document);
  if (!shared) hashes.set(content.document, contentHash(content));
  const { title, summary } = content;
  const own = JSON.stringify([shared, title, summary]);
  return shared ? createHash('sha256').update(own).digest('hex') : hashes.get(content.document);
}

function makeRow(site, random, number, { count, contentOf }) {
  const content = contentOf(random, number, site);
  // The lower the number, the newer: a list begins with the full-size articles.
  const liveFrom = new Date(Date.now() - (number + 1) * 1_000);
  const approvedAt = new Date(liveFrom.getTime() - DAY);
  const reviewDueAt = new Date(liveFrom.getTime() + 365 * DAY);
  const publication = {
    id: newId(),
    articleId: newId(),
    revisionId: newId(),
    caseId: newId(),
    approvalId: newId(),
    locale: 'en-US',
    slug: `${site.slug}-article-${number}`,
    topic: TOPICS[number % TOPICS.length],
    revisionNumber: 1,
    contentHash: hashOf(content),
    content,
    liveFrom,
    sequence: count - number,
    approval: {
      approverName: 'Maya Okafor',
      credentialTitle: 'DPT',
      approvedAt,
      lastReviewedAt: approvedAt,
      reviewDueAt,
      graceEndsAt: new Date(reviewDueAt.getTime() + 30 * DAY),
      whenOverdue: 'excludeFromIssues',
    },
  };
  return { ...publication, approvedAt, reviewDueAt, payload: payloadOf(publication) };
}

/** One INSERT ... SELECT over a JSON array a table: the triggers judge every row all the same. */
const APPROVED = [
  `INSERT INTO article (id, site_id, topic, created_by_id)
   SELECT (r->>'articleId')::uuid, $2, r->>'topic', $3 FROM batch`,
  `INSERT INTO revision (id, article_id, locale, number, title, summary, document, "references", schema_version,
     content_hash, origin, created_by_id, pinned_at, pinned_by)
   SELECT (r->>'revisionId')::uuid, (r->>'articleId')::uuid, r->>'locale', 1, r#>>'{content,title}',
     r#>>'{content,summary}', r#>'{content,document}', r#>'{content,references}', ${SCHEMA_VERSION}, r->>'contentHash',
     'edit', $3, now(), 'review' FROM batch`,
  `INSERT INTO review_case (id, article_id, locale, revision_id, content_hash, state, requested_by_id)
   SELECT (r->>'caseId')::uuid, (r->>'articleId')::uuid, r->>'locale', (r->>'revisionId')::uuid, r->>'contentHash',
     'approved', $3 FROM batch`,
  // The sheet has the id of its case: they are of different tables, and each needs one.
  `INSERT INTO checklist_sheet (id, article_id, locale, revision_id, content_hash, rater_id, instrument, version, answers,
     context, scores, answered_at)
   SELECT (r->>'caseId')::uuid, (r->>'articleId')::uuid, r->>'locale', (r->>'revisionId')::uuid, r->>'contentHash', $4,
     'safety', 1, '{"S1": {"answer": "yes"}}', '{}', '[]', (r->>'approvedAt')::timestamptz FROM batch`,
  `INSERT INTO approval (id, case_id, article_id, locale, revision_id, content_hash, approver_id, credential_id,
     credential_snapshot, statement, conflict_of_interest, checklists, approved_at, review_due_at)
   SELECT (r->>'approvalId')::uuid, (r->>'caseId')::uuid, (r->>'articleId')::uuid, r->>'locale',
     (r->>'revisionId')::uuid, r->>'contentHash', $4, $5, '{}', 'I read all of it.', 'none',
     jsonb_build_array(jsonb_build_object('sheetId', r->'caseId', 'instrument', 'safety',
       'answers', '{"S1": {"answer": "yes"}}'::jsonb)),
     (r->>'approvedAt')::timestamptz, (r->>'reviewDueAt')::timestamptz FROM batch`,
];

const LIVE = [
  `INSERT INTO publication (id, site_id, article_id, locale, slug, revision_id, approval_id, content_hash, state,
     sequence, published_by_id, live_from)
   SELECT (r->>'id')::uuid, $2, (r->>'articleId')::uuid, r->>'locale', r->>'slug', (r->>'revisionId')::uuid,
     (r->>'approvalId')::uuid, r->>'contentHash', 'live', (r->>'sequence')::bigint, $3, (r->>'liveFrom')::timestamptz
   FROM batch`,
  `INSERT INTO delivery_article (site_id, locale, slug, article_id, publication_id, revision_id, revision_number,
     content_hash, topic, title, payload, published_at, sequence)
   SELECT $2, r->>'locale', r->>'slug', (r->>'articleId')::uuid, (r->>'id')::uuid, (r->>'revisionId')::uuid, 1,
     r->>'contentHash', r->>'topic', r#>>'{content,title}', r->'payload', (r->>'liveFrom')::timestamptz,
     (r->>'sequence')::bigint FROM batch`,
];

const SLUGS = [
  `INSERT INTO article_slug (article_id, locale, slug) SELECT (r->>'articleId')::uuid, r->>'locale', r->>'slug' FROM batch`,
];

async function insertBatch(db, site, rows, statements) {
  const values = [JSON.stringify(rows), site.id, site.authorId, site.approverId, site.credentialId];
  await db.query('BEGIN');
  for (const statement of statements) {
    // All parameters are named here, so that one list of values serves every statement.
    const named = 'SELECT $2::uuid AS site, $3::uuid AS author, $4::uuid AS approver, $5::uuid AS credential';
    const given = `WITH given AS (${named}), batch AS (SELECT jsonb_array_elements($1::jsonb) AS r)`;
    await db.query(`${given} ${statement}`, values);
  }
  await db.query('COMMIT');
}

/**
 * Publishes `count` articles on a site of their own, past the product but through every rule of the database.
 *
 * @param contentOf makes the text of an article from random numbers, its number and its site
 * @returns the payloads of the full-size articles, newest first
 */
export async function publishArticles(db, { slug, count, seed, onBatch, contentOf = usualContent }) {
  const site = await insertSite(db, slug);
  const random = randomNumbers(seed);
  const payloads = [];
  for (let from = 0; from < count; from += BATCH) {
    const rows = [];
    for (let number = from; number < Math.min(count, from + BATCH); number += 1) {
      rows.push(makeRow(site, random, number, { count, contentOf }));
    }
    await insertBatch(db, site, rows, [...APPROVED, ...LIVE]);
    if (payloads.length < FULL_SIZE) payloads.push(...rows.map(({ payload }) => payload));
    onBatch?.(Math.min(count, from + BATCH) / count);
  }
  await db.query('INSERT INTO site_generation (site_id, generation) VALUES ($1, $2)', [site.id, count]);
  return payloads;
}

/**
 * Puts in `count` articles of a site that are approved and wait to be published, through every rule of the database.
 *
 * @returns their ids: article, revision and approval, and their slugs
 */
export async function approveArticles(db, site, { count, seed }) {
  const random = randomNumbers(seed);
  const approved = [];
  for (let from = 0; from < count; from += BATCH) {
    const rows = [];
    for (let number = from; number < Math.min(count, from + BATCH); number += 1) {
      rows.push(makeRow(site, random, number, { count, contentOf: usualContent }));
    }
    await insertBatch(db, site, rows, [...APPROVED, ...SLUGS]);
    approved.push(
      ...rows.map(({ articleId, revisionId, approvalId, slug }) => ({ articleId, revisionId, approvalId, slug })),
    );
  }
  return approved;
}
