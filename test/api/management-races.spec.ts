import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { build } from '#document';
import { type Answered, type Api, type Caller, startApi } from '../support/api.js';
import { approvable, REFERENCES } from '../support/approvable.js';
import { GOOD_CHECKLISTS } from '../support/checklists.js';

const REFUSAL = '... on Refusal { code }';
const CREATE = `mutation ($input: CreateArticleInput!) { createArticle(input: $input) { __typename ${REFUSAL}
  ... on Article { id slug newestRevision { id contentHash } } } }`;
const SAVE = `mutation ($input: SaveRevisionInput!) { saveRevision(input: $input) { __typename ${REFUSAL}
  ... on Revision { id number contentHash } } }`;
const REQUEST = `mutation ($input: RequestReviewInput!) { requestReview(input: $input) { __typename ${REFUSAL}
  ... on ReviewCase { id contentHash } } }`;
const APPROVE = `mutation ($input: ApproveRevisionInput!) { approveRevision(input: $input) { __typename ${REFUSAL}
  ... on Approval { id } } }`;
const PUBLISH = `mutation ($input: PublishInput!) { publish(input: $input) { __typename ${REFUSAL}
  ... on Publication { id } } }`;
const WITHDRAW = `mutation ($input: WithdrawPublicationInput!) { withdrawPublication(input: $input) { __typename
  ${REFUSAL} ... on Publication { id } } }`;
const SCHEDULE = `mutation ($input: SchedulePublicationInput!) { schedulePublication(input: $input) { __typename
  ${REFUSAL} ... on PublicationSchedule { id } } }`;

/** Requests that meet each other. Every one is repeated: a race that is won by luck once is lost at some time. */
const ROUNDS = [1, 2, 3, 4, 5];

describe('two people at the same moment', () => {
  let api: Api;
  let mia: Caller & { userId: string };
  let count = 0;
  beforeAll(async () => {
    api = await startApi();
    mia = await api.person('Mia', 'harbor', 'reviewer');
  });
  afterAll(() => api?.close());

  const answer = async (who: Caller, query: string, input: object): Promise<Answered> =>
    Object.values(await who.ask(query, { input }))[0];
  const create = () => {
    count += 1;
    const document = build.doc(build.p(`Walk ${count}.`), ...approvable());
    return answer(api.sam, CREATE, {
      site: 'harbor',
      locale: 'en',
      topic: 'Walking',
      title: `Race ${count}`,
      document,
      references: REFERENCES,
    });
  };
  const save = (who: Caller, { id, newestRevision: base }: Answered, title: string) =>
    answer(who, SAVE, {
      articleId: id,
      locale: 'en',
      baseRevisionId: base.id,
      baseContentHash: base.contentHash,
      title,
      summary: '',
      document: build.doc(build.p(title), ...approvable()),
      references: REFERENCES,
    });
  const request = (revisionId: string) => answer(api.sam, REQUEST, { revisionId });
  const approve = (who: Caller, { id, contentHash }: Answered) =>
    answer(who, APPROVE, {
      ...{ caseId: id, contentHash, statement: 'I read it all.', conflictOfInterest: 'none' },
      checklists: GOOD_CHECKLISTS,
    });
  const publish = (revisionId: string, site = 'harbor') => answer(api.jo, PUBLISH, { site, revisionId });
  const withdraw = (publicationId: string) => answer(api.lee, WITHDRAW, { publicationId, reason: 'A test of a race.' });
  const approved = async () => {
    const article = await create();
    expect((await approve(api.maya, await request(article.newestRevision.id))).__typename).toBe('Approval');
    return article;
  };
  const names = (answers: Answered[]) => answers.map((one) => one.code ?? one.__typename).sort();
  /** What the ledger and the read model say of an article: they must say the same. */
  const live = async (articleId: string) => {
    const ledger = await api.database.query<{ id: string }>(
      `SELECT id FROM publication WHERE article_id = $1 AND state = 'live'`,
      [articleId],
    );
    const shown = await api.database.query<{ id: string }>(
      'SELECT publication_id AS id FROM delivery_article WHERE article_id = $1',
      [articleId],
    );
    expect(shown.map(({ id }) => id).sort()).toEqual(ledger.map(({ id }) => id).sort());
    return ledger.map(({ id }) => id);
  };
  const facts = async (publicationId: string) =>
    (
      await api.database.query<{ kind: string }>(
        `SELECT kind FROM outbox_event WHERE payload->>'publicationId' = $1 ORDER BY kind`,
        [publicationId],
      )
    ).map(({ kind }) => kind);

  it.each(ROUNDS)('publish the same text: it is live once and announced once (%i)', async () => {
    const { id, newestRevision } = await approved();
    const answers = await Promise.all([1, 2, 3].map(() => publish(newestRevision.id)));
    expect(names(answers)).toEqual(['ALREADY_LIVE', 'ALREADY_LIVE', 'Publication']);
    const [publication] = await live(id);
    expect(await facts(publication!)).toEqual(['publication.went-live']);
  });

  it.each(ROUNDS)('publish and withdraw: ledger and read model agree (%i)', async () => {
    const article = await approved();
    const first = await publish(article.newestRevision.id);
    const next = await save(api.sam, article, `Second text ${count}`);
    await approve(api.maya, await request(next.id));
    const answers = await Promise.all([publish(next.id), withdraw(first.id)]);
    const now = await live(article.id);
    expect(answers[0].__typename).toBe('Publication');
    expect(now).toEqual([answers[0].id]);
    // The earlier text ended in one way: withdrawn, or replaced before that could happen.
    expect(['Publication', 'NotLive']).toContain(answers[1].__typename);
  });

  it.each(ROUNDS)('withdraw the same publication: one did (%i)', async () => {
    const article = await approved();
    const { id } = await publish(article.newestRevision.id);
    expect(names(await Promise.all([withdraw(id), withdraw(id)]))).toEqual(['NOT_LIVE', 'Publication']);
    expect(await live(article.id)).toEqual([]);
    expect(await facts(id)).toEqual(['publication.went-live', 'publication.withdrawn']);
  });

  it.each(ROUNDS)('save on the same base: one wins, the other keeps both sides (%i)', async () => {
    const article = await create();
    const answers = await Promise.all([save(api.sam, article, `Sam ${count}`), save(api.lee, article, `Lee ${count}`)]);
    expect(names(answers)).toEqual(['Revision', 'STALE_BASE']);
  });

  it.each(ROUNDS)('save and ask for a review: what is reviewed never changes (%i)', async () => {
    const article = await create();
    const [saved, reviewCase] = await Promise.all([
      save(api.sam, article, `Autosave ${count}`),
      request(article.newestRevision.id),
    ]);
    expect(names([saved, reviewCase])).toEqual(['ReviewCase', 'Revision']);
    const [pinned] = await api.database.query<{ content_hash: string }>(
      'SELECT r.content_hash FROM review_case c JOIN revision r ON r.id = c.revision_id WHERE c.id = $1',
      [reviewCase.id],
    );
    expect(pinned?.content_hash).toBe(reviewCase.contentHash);
  });

  it.each(ROUNDS)('ask for a review: there is one case (%i)', async () => {
    const { newestRevision } = await create();
    const answers = await Promise.all([1, 2, 3].map(() => request(newestRevision.id)));
    expect(names(answers)).toEqual(['REVIEW_ALREADY_OPEN', 'REVIEW_ALREADY_OPEN', 'ReviewCase']);
  });

  it.each(ROUNDS)('approve the same case: one approval (%i)', async () => {
    const reviewCase = await request((await create()).newestRevision.id);
    expect(names(await Promise.all([approve(api.maya, reviewCase), approve(mia, reviewCase)]))).toEqual([
      'Approval',
      'REVIEW_MOVED_ON',
    ]);
  });

  it.each(ROUNDS)('approve and write on: the approval covers the old text alone (%i)', async () => {
    const article = await create();
    const reviewCase = await request(article.newestRevision.id);
    const [approval, saved] = await Promise.all([
      approve(api.maya, reviewCase),
      save(api.sam, article, `New ${count}`),
    ]);
    expect(names([approval, saved])).toEqual(['Approval', 'Revision']);
    expect(await publish(saved.id)).toMatchObject({ code: 'NOT_APPROVED' });
    expect(await publish(article.newestRevision.id)).toMatchObject({ __typename: 'Publication' });
  });

  it.each(ROUNDS)('approve and ask for a review of newer text: never both, never a bug (%i)', async () => {
    const article = await create();
    const reviewCase = await request(article.newestRevision.id);
    const next = await save(api.sam, article, `Newer ${count}`);
    const [approval, newer] = await Promise.all([approve(api.maya, reviewCase), request(next.id)]);
    expect(newer.__typename).toBe('ReviewCase');
    expect(['Approval', 'RevisionSuperseded']).toContain(approval.__typename);
  });

  it.each(ROUNDS)('schedule the same text: once (%i)', async () => {
    const { newestRevision } = await approved();
    const publishAt = new Date(Date.now() + 86_400_000).toISOString();
    const input = { site: 'harbor', revisionId: newestRevision.id, publishAt };
    const answers = await Promise.all([1, 2, 3].map(() => answer(api.jo, SCHEDULE, input)));
    expect(names(answers)).toEqual(['ALREADY_SCHEDULED', 'ALREADY_SCHEDULED', 'PublicationSchedule']);
  });

  it.each(ROUNDS)('make articles with the same title: one has the address (%i)', async () => {
    count += 1;
    const document = build.doc(build.p('Walk.'));
    const input = { site: 'harbor', locale: 'en', topic: 'Walking', title: `Same ${count}`, document };
    const answers = await Promise.all([1, 2, 3].map(() => answer(api.sam, CREATE, input)));
    expect(names(answers)).toEqual(['Article', 'SLUG_TAKEN', 'SLUG_TAKEN']);
  });

  it.each(ROUNDS)('publish a working copy and save it: what is live is what was approved (%i)', async () => {
    const article = await approved();
    const other = await save(api.sam, article, `Other ${count}`);
    const input = {
      articleId: article.id,
      locale: 'en',
      baseRevisionId: other.id,
      baseContentHash: other.contentHash,
      title: `Race ${count}`,
      summary: '',
      document: build.doc(build.p(`Walk ${count}.`), ...approvable()),
      references: REFERENCES,
    };
    const back = await answer(api.sam, SAVE, input);
    expect(back.contentHash).toBe(article.newestRevision.contentHash);
    const autosave = save(api.sam, { id: article.id, newestRevision: back }, `Autosave ${count}`);
    const [published, saved] = await Promise.all([publish(back.id), autosave]);
    expect(saved.__typename).toBe('Revision');
    expect(['Publication', 'NotApproved']).toContain(published.__typename);
    const shown = await api.database.query<{ content_hash: string }>(
      'SELECT content_hash FROM delivery_article WHERE article_id = $1',
      [article.id],
    );
    for (const row of shown) expect(row.content_hash).toBe(article.newestRevision.contentHash);
  });

  it('does not let a licence approve that was revoked since the review was asked for', async () => {
    const rex = await api.person('Rex', 'harbor', 'reviewer');
    const reviewCase = await request((await create()).newestRevision.id);
    await api.database.query('UPDATE credential SET revoked_at = now() WHERE user_id = $1', [rex.userId]);
    expect(await approve(rex, reviewCase)).toMatchObject({ code: 'CREDENTIAL_NOT_IN_FORCE' });
  });

  it('does not publish on the approval of a licence that was revoked since', async () => {
    const rhea = await api.person('Rhea', 'harbor', 'reviewer');
    const { newestRevision } = await create();
    expect((await approve(rhea, await request(newestRevision.id))).__typename).toBe('Approval');
    await api.database.query('UPDATE credential SET revoked_at = now() WHERE user_id = $1', [rhea.userId]);
    expect(await publish(newestRevision.id)).toMatchObject({ code: 'REVIEW_OVERDUE' });
  });

  it('publishes on two sites at once', async () => {
    const { id, newestRevision } = await approved();
    const answers = await Promise.all([publish(newestRevision.id), publish(newestRevision.id, 'eastside')]);
    expect(names(answers)).toEqual(['Publication', 'Publication']);
    expect(await live(id)).toHaveLength(2);
  });
});
