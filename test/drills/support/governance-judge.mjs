// Judges a database by its rows and by what people were answered. It asks none of the product's code and none of its
// functions: bytes are compared as bytes, fingerprints are computed here, and who wrote a sentence stands in the sentence.

import { createHash } from 'node:crypto';

const REVISIONS = `SELECT r.id, r.article_id AS "articleId", r.locale, r.document::text AS text,
    jsonb_build_object('schemaVersion', r.schema_version, 'locale', r.locale, 'title', r.title, 'summary', r.summary,
      'document', r.document, 'references', r."references") AS content,
    md5(r.title || r.summary || r.document::text || r."references"::text) AS bytes
  FROM revision r`;
const PUBLICATIONS = `SELECT p.id, p.article_id AS "articleId", p.revision_id AS "revisionId", p.live_from AS at,
    p.state, p.content_hash AS hash, d.payload::text AS shown
  FROM publication p LEFT JOIN delivery_article d ON d.publication_id = p.id`;
const APPROVALS = `SELECT a.id, a.article_id AS "articleId", a.revision_id AS "revisionId", a.content_hash AS hash,
    a.approved_at AS at, a.review_due_at AS due, a.credential_id AS "credentialId", art.risk_class AS risk
  FROM approval a JOIN article art ON art.id = a.article_id ORDER BY a.approved_at, a.id`;
const LICENCES = `SELECT id, user_id AS "userId", valid_from AS since, LEAST(valid_until, revoked_at) AS until
  FROM credential`;
const RECALLED = 'SELECT revision_id AS "revisionId", recalled_at AS at FROM recalled_revision';

const MARKER = /mk-[a-z]+-\d+-\d+/g;
const markersOf = (text) => new Set(text?.match(MARKER) ?? []);
const writerOf = (marker) => marker.split('-')[1];
const needed = (risk) => (risk === 'high' ? 2 : 1);

/** JSON with its keys in order and no white space. */
function ordered(value) {
  if (Array.isArray(value)) return `[${value.map(ordered).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const members = Object.keys(value).sort();
  return `{${members.map((key) => `${JSON.stringify(key)}:${ordered(value[key])}`).join(',')}}`;
}

/** The fingerprint of a stored text, from its words. */
export function fingerprint(content) {
  const references = [...content.references].sort((a, b) => (a.key < b.key ? -1 : 1));
  return createHash('sha256')
    .update(ordered({ ...content, references }))
    .digest('hex');
}

/** Groups of approvals of the same case, in the order in which they were given. */
function byCase(approvals) {
  const cases = new Map();
  for (const one of approvals) cases.set(one.caseId, [...(cases.get(one.caseId) ?? []), one]);
  return [...cases.values()];
}

async function read(db) {
  const rows = async (sql) => (await db.query(sql)).rows;
  const indexed = (list) => new Map(list.map((row) => [row.id, row]));
  return {
    revisions: indexed(await rows(REVISIONS)),
    publications: await rows(PUBLICATIONS),
    stored: indexed(await rows(APPROVALS)),
    licences: indexed(await rows(LICENCES)),
    recalled: await rows(RECALLED),
  };
}

/** Complete groups of approvals: as many different people as the risk class asks for. */
function completeOf(approvals, revisions) {
  return byCase(approvals).flatMap((group) => {
    const people = new Set(group.map(({ approverId }) => approverId));
    if (people.size < needed(group[0].risk)) return [];
    return [{ ...group.at(-1), group, markers: markersOf(revisions.get(group[0].revisionId).text) }];
  });
}

const inForce = (licence, at) => licence !== undefined && licence.since <= at && at < licence.until;

/** What a publication may stand on: complete approvals of its very bytes, given before, not overdue, under licences. */
function groundsOf(publication, { revisions, licences }, complete) {
  const { bytes } = revisions.get(publication.revisionId);
  const { articleId, at } = publication;
  const matching = complete.filter((it) => it.articleId === articleId && it.bytes === bytes && it.at <= at);
  const current = matching.filter(({ group }) => group.every(({ due }) => at < due));
  const licensed = current.filter(({ group }) =>
    group.every(({ credentialId }) => inForce(licences.get(credentialId), at)),
  );
  return { matching, current, licensed };
}

/** Words that somebody else accepted before, in a review that was completed, are not the approver's to answer for. */
function isSelfApproved(one, revisions, complete) {
  const own = [...markersOf(revisions.get(one.revisionId).text)].filter((it) => writerOf(it) === one.approver);
  const accepted = complete.filter(
    (it) => it.articleId === one.articleId && it.caseId !== one.caseId && it.at <= one.at,
  );
  return own.some((marker) => !accepted.some(({ markers }) => markers.has(marker)));
}

/**
 * @param given the approvals that were answered with success: id, caseId, approver, and the bytes under review before
 * @returns the figures of the drill
 */
export async function judge(db, given) {
  const world = await read(db);
  const { revisions, publications, stored, licences } = world;
  const approvals = given
    .filter(({ id }) => stored.has(id))
    .map((one) => ({ ...stored.get(one.id), ...one }))
    .sort((a, b) => a.at - b.at);
  const complete = completeOf(approvals, revisions);
  const prints = new Map();
  const printOf = (id) => prints.get(id) ?? prints.set(id, fingerprint(revisions.get(id).content)).get(id);
  const recalledAt = ({ articleId, revisionId }) => {
    const { bytes, locale } = revisions.get(revisionId);
    const same = world.recalled.filter((it) => {
      const text = revisions.get(it.revisionId);
      return text.articleId === articleId && text.locale === locale && text.bytes === bytes;
    });
    return same.length === 0 ? null : new Date(Math.min(...same.map(({ at }) => at)));
  };
  const found = { unmatched: 0, otherText: 0, fingerprints: 0, overdue: 0, unlicensed: 0, recalled: 0 };
  for (const publication of publications) {
    const { matching, current, licensed } = groundsOf(publication, world, complete);
    const { text } = revisions.get(publication.revisionId);
    const print = printOf(publication.revisionId);
    const barredAt = recalledAt(publication);
    found.unmatched += Number(matching.length === 0);
    found.overdue += Number(matching.length > 0 && current.length === 0);
    found.unlicensed += Number(current.length > 0 && licensed.length === 0);
    found.fingerprints += Number(print !== publication.hash || !matching.every(({ hash }) => hash === print));
    found.recalled += Number(barredAt !== null && (barredAt < publication.at || publication.state === 'live'));
    found.otherText += Number(
      publication.shown !== null && [...markersOf(text)].join() !== [...markersOf(publication.shown)].join(),
    );
  }
  return {
    publishedWithoutMatchingApproval: found.unmatched + found.otherText,
    selfApproved: approvals.filter((one) => isSelfApproved(one, revisions, complete)).length,
    approvalsNotStored: given.length - approvals.length,
    approvedWithoutLicence: approvals.filter(
      ({ credentialId, approverId, at }) =>
        licences.get(credentialId)?.userId !== approverId || !inForce(licences.get(credentialId), at),
    ).length,
    fingerprintMismatches: found.fingerprints,
    publishedOverdue: found.overdue,
    publishedOnLapsedLicence: found.unlicensed,
    publishedRecalled: found.recalled,
    publications: publications.length,
    approvals: approvals.length,
    completeApprovals: complete.length,
    recalledTexts: world.recalled.length,
  };
}
