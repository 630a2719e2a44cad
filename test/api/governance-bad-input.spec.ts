import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { build } from '#document';
import { newId } from '#kernel';
import { type Answered, type Api, type Caller, startApi } from '../support/api.js';
import { approvable, REFERENCES } from '../support/approvable.js';
import { GOOD_CHECKLISTS } from '../support/checklists.js';

const DAY = 86_400_000;
const mutation = (name: string, input: string, fields: string) =>
  `mutation ($input: ${input}!) { ${name}(input: $input) { __typename ${fields} ... on Refusal { code message } } }`;
const CREATE = mutation(
  'createArticle',
  'CreateArticleInput',
  '... on Article { id newestRevision { id contentHash } }',
);
const SAVE = mutation('saveRevision', 'SaveRevisionInput', '... on Revision { id contentHash }');
const REQUEST = mutation('requestReview', 'RequestReviewInput', '... on ReviewCase { id contentHash }');
const APPROVE = mutation('approveRevision', 'ApproveRevisionInput', '... on Approval { id contentHash }');

describe('an approval that must not be', () => {
  let api: Api;
  beforeAll(async () => {
    api = await startApi();
  });
  afterAll(() => api?.close());

  const answer = async (who: Caller, query: string, input: object): Promise<Answered> =>
    Object.values(await who.ask(query, { input }))[0];
  const text = (words: string) => ({
    ...{ locale: 'en', title: words, summary: '' },
    ...{ document: build.doc(build.p(words), ...approvable()), references: REFERENCES },
  });
  const write = async () => {
    const article = await answer(api.sam, CREATE, { site: 'harbor', topic: 'Walking', ...text(`Walking ${newId()}`) });
    return article as { id: string; newestRevision: { id: string; contentHash: string } };
  };
  const request = (revisionId: string, more = {}) => answer(api.sam, REQUEST, { revisionId, ...more });
  const approve = (who: Caller, { id, contentHash }: Answered, more = {}) =>
    answer(who, APPROVE, {
      ...{ caseId: id, contentHash, checklists: GOOD_CHECKLISTS },
      ...{ statement: 'I read the whole text.', conflictOfInterest: 'none', ...more },
    });
  const approvals = async ({ id }: Answered) =>
    (await api.database.query<{ n: number }>('SELECT count(*)::int AS n FROM approval WHERE case_id = $1', [id]))[0]!.n;

  /** Each refusal has a code of its own and a sentence, and leaves no approval behind. */
  const expectRefused = async (reviewCase: Answered, refusal: Answered, code: string) => {
    expect(refusal).toMatchObject({ code, message: expect.stringMatching(/^[A-Z].{20,}\.$/) });
    expect(await approvals(reviewCase)).toBe(0);
  };

  it('is refused for a revision that was superseded', async () => {
    const { id, newestRevision: base } = await write();
    const reviewCase = await request(base.id);
    const saved = await answer(api.sam, SAVE, {
      ...{ articleId: id, baseRevisionId: base.id, baseContentHash: base.contentHash, ...text('Walk further.') },
    });
    expect((await request(saved.id)).__typename).toBe('ReviewCase');
    await expectRefused(reviewCase, await approve(api.maya, reviewCase), 'REVISION_SUPERSEDED');
  });

  it('is refused to somebody who wrote a part of the text', async () => {
    const both = await api.person('Wren', 'harbor', 'author', 'reviewer');
    const { id, newestRevision: base } = await write();
    const input = { articleId: id, baseRevisionId: base.id, baseContentHash: base.contentHash };
    const saved = await answer(both, SAVE, { ...input, ...text('Walk with a friend.') });
    const reviewCase = await request(saved.id);
    await expectRefused(reviewCase, await approve(both, reviewCase), 'APPROVER_IS_CONTRIBUTOR');
  });

  it('is refused without its checklists', async () => {
    const reviewCase = await request((await write()).newestRevision.id);
    await expectRefused(reviewCase, await approve(api.maya, reviewCase, { checklists: [] }), 'CHECKLIST_MISSING');
  });

  it('is refused when the licence runs out during the request', async () => {
    const late = await api.person('Rune', 'harbor', 'reviewer');
    const reviewCase = await request((await write()).newestRevision.id);
    await api.database.query(
      `CREATE FUNCTION run_out() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
         PERFORM pg_sleep(greatest(0, extract(epoch FROM (SELECT valid_until FROM credential WHERE user_id = NEW.approver_id)
           - clock_timestamp())) + 0.1); RETURN NEW; END $$`,
    );
    await api.database.query(
      'CREATE TRIGGER run_out BEFORE INSERT ON approval FOR EACH ROW EXECUTE FUNCTION run_out()',
    );
    await api.database.query(`UPDATE credential SET valid_until = now() + interval '5 s' WHERE user_id = $1`, [
      late.userId,
    ]);
    const refusal = await approve(late, reviewCase);
    await api.database.query('DROP TRIGGER run_out ON approval');
    await expectRefused(reviewCase, refusal, 'CREDENTIAL_EXPIRED');
  });

  it("is refused for another site's article, as if the article did not exist", async () => {
    await api.site('elsewhere');
    const stranger = await api.person('Ellis', 'elsewhere', 'reviewer');
    const reviewCase = await request((await write()).newestRevision.id);
    await expectRefused(reviewCase, await approve(stranger, reviewCase), 'NOT_FOUND');
  });

  it('is refused with a review date in the past, and so is a review that is due in the past', async () => {
    const yesterday = new Date(Date.now() - DAY).toISOString();
    const { newestRevision } = await write();
    expect(await request(newestRevision.id, { dueAt: yesterday })).toMatchObject({ code: 'DUE_DATE_IN_PAST' });
    const reviewCase = await request(newestRevision.id);
    await expectRefused(
      reviewCase,
      await approve(api.maya, reviewCase, { reviewDueAt: yesterday }),
      'DUE_DATE_IN_PAST',
    );
  });
});
