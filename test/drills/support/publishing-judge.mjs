/** Holds what people were told against the ledger and against what the receiver took. */
export async function judgePublishing({ ask, diary, receiver }) {
  const publications = await ask(
    `SELECT p.id, p.article_id AS "articleId", p.state, p.sequence::int, p.ended_sequence::int AS "endedSequence",
            p.schedule_id AS "scheduleId", p.live_from AS "liveFrom", s.publish_at AS "publishAt",
            EXISTS (SELECT 1 FROM delivery_article d WHERE d.publication_id = p.id) AS shown
     FROM publication p LEFT JOIN publication_schedule s ON s.id = p.schedule_id`,
  );
  const schedules = await ask('SELECT id, state, article_id AS "articleId" FROM publication_schedule');
  const byId = new Map(publications.map((it) => [it.id, it]));
  const told = new Map();
  for (const event of receiver.taken) told.set(`${event.type} ${event.articleId} ${event.sequence}`, event);

  let lost = 0;
  for (const entry of diary.entries) {
    const publication = byId.get(entry.publicationId);
    if (entry.act === 'publish' && !publication) lost += 1;
    if (entry.act === 'withdraw' && publication?.state !== 'withdrawn') lost += 1;
    if (entry.act === 'schedule' && !schedules.some(({ id }) => id === entry.scheduleId)) lost += 1;
  }
  // The read model and the ledger say the same.
  lost += publications.filter(({ state, shown }) => (state === 'live') !== shown).length;

  // A person who got no answer asked again: then the first of the two published it, and the second found it done.
  const missed = schedules.filter(({ id, state, articleId }) => {
    return state !== 'fired' || !publications.some((it) => it.scheduleId === id || it.articleId === articleId);
  }).length;
  const early = publications.filter((it) => {
    if (!it.publishAt) return false;
    const heard = told.get(`article.published ${it.articleId} ${it.sequence}`);
    return it.liveFrom < it.publishAt || (heard && heard.at < it.publishAt.getTime());
  }).length;

  let webhooksLost = 0;
  for (const { articleId, sequence, endedSequence, state } of publications) {
    if (!told.has(`article.published ${articleId} ${sequence}`)) webhooksLost += 1;
    if (state === 'withdrawn' && !told.has(`article.withdrawn ${articleId} ${endedSequence}`)) webhooksLost += 1;
  }
  // Who keeps the largest number of an article, and drops an id it knows, ends in what is true.
  const kept = new Map();
  for (const event of receiver.taken) {
    const before = kept.get(event.articleId);
    if (!before || event.sequence > before.sequence) kept.set(event.articleId, event);
  }
  const wrong = publications.filter(({ articleId, state, sequence, endedSequence }) => {
    const last = kept.get(articleId);
    return (
      last?.type !== (state === 'live' ? 'article.published' : 'article.withdrawn') ||
      last.sequence !== (state === 'live' ? sequence : endedSequence)
    );
  }).length;

  const ids = new Set(receiver.taken.map(({ id }) => id)).size;
  return {
    ...{ lost, early, missed, webhooksLost: webhooksLost + wrong },
    publications: publications.length,
    schedules: schedules.length,
    webhooks: { taken: receiver.taken.length, distinct: ids, unverified: receiver.unverified },
  };
}
