// Judges a database by its rows and by what people were answered. It asks none of the product's code, hashes or
// functions: bytes are compared as bytes, and who wrote a sentence stands in the sentence.

const REVISIONS = `SELECT r.id, r.article_id AS "articleId", r.number, r.document::text AS text,
    md5(r.title || r.summary || r.document::text || r."references"::text) AS bytes
  FROM revision r`;
const PUBLICATIONS = `SELECT p.id, p.article_id AS "articleId", p.revision_id AS "revisionId", p.live_from AS at,
    a.risk_class AS risk, d.payload::text AS shown
  FROM publication p JOIN article a ON a.id = p.article_id LEFT JOIN delivery_article d ON d.publication_id = p.id`;
const APPROVALS = `SELECT a.id, a.article_id AS "articleId", a.revision_id AS "revisionId", a.approved_at AS at,
    art.risk_class AS risk
  FROM approval a JOIN article art ON art.id = a.article_id ORDER BY a.approved_at, a.id`;

const MARKER = /mk-[a-z]+-\d+-\d+/g;
const markersOf = (text) => new Set(text?.match(MARKER) ?? []);
const writerOf = (marker) => marker.split('-')[1];
const needed = (risk) => (risk === 'high' ? 2 : 1);

/** Groups of approvals of the same case, in the order in which they were given. */
function byCase(approvals) {
  const cases = new Map();
  for (const one of approvals) cases.set(one.caseId, [...(cases.get(one.caseId) ?? []), one]);
  return cases;
}

/**
 * @param given the approvals that were answered with success: id, caseId, approver, and the bytes under review before
 * @returns the figures of the drill
 */
export async function judge(db, given) {
  const revisions = new Map((await db.query(REVISIONS)).rows.map((row) => [row.id, row]));
  const publications = (await db.query(PUBLICATIONS)).rows;
  const stored = new Map((await db.query(APPROVALS)).rows.map((row) => [row.id, row]));
  const approvals = given.map((one) => ({ ...stored.get(one.id), ...one })).sort((a, b) => a.at - b.at);
  const complete = [...byCase(approvals).values()].flatMap((group) => {
    const people = new Set(group.map(({ approverId }) => approverId));
    if (people.size < needed(group[0].risk)) return [];
    return [{ ...group.at(-1), markers: markersOf(revisions.get(group[0].revisionId).text) }];
  });
  const unmatched = publications.filter((publication) => {
    const { bytes, text } = revisions.get(publication.revisionId);
    const ground = complete.find(
      (one) => one.articleId === publication.articleId && one.bytes === bytes && one.at <= publication.at,
    );
    const shownOther =
      publication.shown !== null && [...markersOf(text)].join() !== [...markersOf(publication.shown)].join();
    return !ground || shownOther;
  });
  const selfApproved = approvals.filter((one) => {
    const own = [...markersOf(revisions.get(one.revisionId).text)].filter((it) => writerOf(it) === one.approver);
    // Words that somebody else accepted before, in a review that was completed, are not the approver's to answer for.
    const accepted = complete.filter(
      (it) => it.articleId === one.articleId && it.caseId !== one.caseId && it.at <= one.at,
    );
    return own.some((marker) => !accepted.some(({ markers }) => markers.has(marker)));
  });
  return {
    publishedWithoutMatchingApproval: unmatched.length,
    selfApproved: selfApproved.length,
    approvalsNotStored: given.filter(({ id }) => !stored.has(id)).length,
    publications: publications.length,
    approvals: approvals.length,
    completeApprovals: complete.length,
  };
}
