// Judges the review clock from rows alone: none of the product's code that decides about dates is used here.

const DAY = 86_400_000;
const DAYS = [60, 30, 7, 0];
/** As promised to clinics by risk class: days of grace after the review date, and whether the text goes then. */
const PROMISE = { low: { grace: 60 }, standard: { grace: 30 }, high: { grace: 0, gone: true } };

/** Every review that was complete, by the text it was of: when it was given, and until when it holds. */
export async function reviewsByText(db) {
  const { rows } = await db.query(
    `SELECT a.article_id || ' ' || a.locale || ' ' || a.content_hash AS text, (array_agg(a.id ORDER BY a.approved_at DESC, a.id DESC))[1] AS id,
       max(a.approved_at) AS given, min(a.review_due_at) AS due
     FROM approval a JOIN review_case c ON c.id = a.case_id
     WHERE c.state = 'approved' AND a.revoked_at IS NULL GROUP BY a.case_id, text ORDER BY given`,
  );
  const texts = new Map();
  for (const { text, ...review } of rows) texts.set(text, [...(texts.get(text) ?? []), review]);
  return texts;
}

/** The review that vouches for a text at an instant: the last one given by then. */
function vouching(reviews, at) {
  return (reviews ?? []).filter(({ given }) => given <= at).at(-1);
}

/**
 * Compares what a site answers now with what the approvals say.
 *
 * @returns how many answers there were, and how many of them show overdue text as if it were current or show what must be gone
 */
export async function judgeAnswers(db, answers, at) {
  const texts = await reviewsByText(db);
  const { rows } = await db.query('SELECT id, risk_class AS "riskClass" FROM article');
  const classes = new Map(rows.map(({ id, riskClass }) => [id, riskClass]));
  let wrong = 0;
  for (const { id, locale, contentHash, reviewState, provenance } of answers) {
    const review = vouching(texts.get(`${id} ${locale} ${contentHash}`), at);
    const { grace, gone } = PROMISE[classes.get(id)];
    const overdue = !review || review.due <= at;
    const over = !review || review.due.getTime() + grace * DAY <= at.getTime();
    const says = overdue
      ? over
        ? ['underReview']
        : ['overdue', 'underReview']
      : ['current', 'overdue', 'underReview'];
    // A date later than the true one would be a promise that nobody made.
    const lies = review && new Date(provenance.nextReviewAt) > review.due;
    if (!says.includes(reviewState) || (over && gone) || lies) wrong += 1;
  }
  return { answers: answers.length, wrong };
}

/** Intervals in which a text was live on the site, from the ledger. */
async function liveIntervals(db) {
  const { rows } = await db.query(
    `SELECT article_id || ' ' || locale || ' ' || content_hash AS text, live_from AS "from",
       COALESCE(live_until, 'infinity') AS until FROM publication`,
  );
  return rows.map((row) => ({ ...row, until: row.until instanceof Date ? row.until : new Date(8.64e15) }));
}

/**
 * Every reminder day that was reached while its text was live and its review the last one, and that a sweep came to see
 * in that same state, must be in the ledger by that sweep, with letters of its own or covered by a later day that has.
 *
 * @param sweeps the instants of all completed sweeps, rising
 */
export async function judgeReminders(db, sweeps) {
  const texts = await reviewsByText(db);
  const intervals = await liveIntervals(db);
  const ledger = new Map(
    (await db.query('SELECT approval_id, day, covered_by, recipients, reminded_at FROM review_reminder')).rows.map(
      (row) => [`${row.approval_id} ${row.day}`, row],
    ),
  );
  const letters = await db.query(
    `SELECT split_part(key, '.', 2) || ' ' || split_part(key, '.', 3) AS occasion, split_part(key, '.', 4) AS person,
       count(*)::int AS count FROM staff_notice WHERE key LIKE 'review-reminder.%' GROUP BY 1, 2`,
  );
  const written = new Map();
  for (const { occasion } of letters.rows) written.set(occasion, (written.get(occasion) ?? 0) + 1);
  const tally = {
    expectedReminders: 0,
    missedReminders: 0,
    doubledReminders: letters.rows.filter((it) => it.count > 1).length,
  };
  for (const [text, reviews] of texts) {
    for (const [index, review] of reviews.entries()) {
      const renewed = reviews[index + 1]?.given ?? new Date(8.64e15);
      const liveAt = (at) => intervals.some((it) => it.text === text && it.from <= at && it.until > at);
      for (const day of DAYS) {
        const reached = new Date(review.due.getTime() - day * DAY);
        if (reached <= review.given) continue;
        const sweep = sweeps.find((at) => at >= reached && liveAt(at) && at >= review.given);
        if (!sweep || sweep >= renewed) continue;
        tally.expectedReminders += 1;
        const row = ledger.get(`${review.id} ${day}`);
        const own =
          row?.covered_by === null && row.recipients > 0 && written.get(`${review.id} ${day}`) === row.recipients;
        const cover = row && ledger.get(`${review.id} ${row.covered_by}`);
        const covered =
          cover?.covered_by === null && cover.recipients > 0 && written.get(`${review.id} ${row.covered_by}`) > 0;
        // What is covered had no letter of its own: two letters for one moment would be one too many.
        if (row?.covered_by != null && written.has(`${review.id} ${day}`)) tally.doubledReminders += 1;
        if (!row || row.reminded_at.getTime() !== sweep.getTime() || !(own || covered)) tally.missedReminders += 1;
      }
    }
  }
  return tally;
}
