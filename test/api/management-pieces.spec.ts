import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { build as b, type DocumentNode } from '#document';
import { newId } from '#kernel';
import { type Answered, type Api, type Caller, startApi } from '../support/api.js';
import { approvable, REFERENCES } from '../support/approvable.js';
import { GOOD_CHECKLISTS } from '../support/checklists.js';

const REVISION = 'id articleId locale number contentHash title document references';
const FIND = '... on Refusal { code message }';
const operation = (name: string, input: string, fields: string) =>
  `mutation ($input: ${input}!) { ${name}(input: $input) { __typename ${fields} ${FIND} } }`;
const CREATE = operation('createArticle', 'CreateArticleInput', `... on Article { newestRevision { ${REVISION} } }`);
const SAVE = operation('saveRevision', 'SaveRevisionInput', `... on Revision { ${REVISION} }`);
const TAKE = operation('takeNewestPiece', 'TakeNewestPieceInput', `... on Revision { ${REVISION} }`);
const START = operation('startTranslation', 'StartTranslationInput', `... on Revision { ${REVISION} }`);
const CONFIRM = operation('confirmTranslation', 'ConfirmTranslationInput', '... on Revision { id }');
const REQUEST = operation('requestReview', 'RequestReviewInput', '... on ReviewCase { id contentHash }');
const APPROVE = operation('approveRevision', 'ApproveRevisionInput', '... on Approval { contentHash }');
const PUBLISH = operation(
  'publish',
  'PublishInput',
  '... on Publication { state } ... on TranslationStale { sourceLocale sourceRevisionId }',
);
const TO_RENEW = `{ piecesToRenew(site: "harbor") { locale shownVersion newestVersion isNewest isApproved isLive
  article { id } revision { id } piece { id usedBy { version isLive article { id } } } } }`;
const STALE = `{ staleTranslations(site: "harbor") { locale stale severity blocksPublishing isLive sourceLocale
  article { id } revision { id } basis { id } source { id } confirmedBy { name } } }`;

const SPANISH: DocumentNode[] = [
  b.p(b.cite('care', 'La mayoría mejora si se mantiene activa'), '.'),
  b.redFlags(
    { urgency: 'now' },
    b.p('Llame al 911 o vaya a urgencias ahora si tiene:'),
    b.ul('adormecimiento entre las piernas', 'no puede orinar', 'debilidad en ambas piernas'),
  ),
];

describe('shared pieces and translations through the management API', () => {
  let api: Api;
  beforeAll(async () => {
    api = await startApi();
  });
  afterAll(() => api?.close());

  const answer = async (who: Caller, query: string, input: object): Promise<Answered> =>
    Object.values(await who.ask(query, { input }))[0];
  async function create(title: string, document: DocumentNode, contentType?: string, topic = 'Walking') {
    const input = { site: 'harbor', locale: 'en', topic, title, slug: `p-${newId()}`, references: REFERENCES };
    const made = await answer(api.sam, CREATE, { ...input, document, contentType });
    expect(made).toMatchObject({ __typename: 'Article' });
    return made.newestRevision;
  }
  async function save(base: Answered, document: DocumentNode, title = base.title) {
    const { articleId, locale, id: baseRevisionId, contentHash: baseContentHash, references } = base;
    const input = { articleId, locale, baseRevisionId, baseContentHash, title, summary: '', document, references };
    const saved = await answer(api.sam, SAVE, input);
    expect(saved).toMatchObject({ __typename: 'Revision' });
    return saved;
  }
  async function approve(revision: Answered) {
    const { id: caseId, contentHash, ...rest } = await answer(api.sam, REQUEST, { revisionId: revision.id });
    expect(rest).toEqual({ __typename: 'ReviewCase' });
    const vouched = { statement: 'I read the whole text.', conflictOfInterest: 'none', checklists: GOOD_CHECKLISTS };
    const approval = await answer(api.maya, APPROVE, { caseId, contentHash, ...vouched });
    expect(approval).toEqual({ __typename: 'Approval', contentHash: revision.contentHash });
  }
  const publish = ({ id: revisionId }: Answered) => answer(api.jo, PUBLISH, { site: 'harbor', revisionId });
  const flags = (...more: string[]) =>
    b.doc(
      b.redFlags({ urgency: 'now' }, b.p('Call 911 if you have:'), b.ul('weakness in both legs', ...more)),
      ...approvable(),
    );
  const blockOf = ({ articleId, number, contentHash }: Answered) => b.safetyBlock(articleId, number, contentHash);
  const take = (host: Answered, piece: Answered) =>
    answer(api.sam, TAKE, { articleId: host.articleId, locale: 'en', pieceId: piece.articleId });

  /** An approved block, and a live article that shows it. */
  async function shown(title: string) {
    const block = await create(`${title}: when to get help`, flags(), 'safetyBlock');
    await approve(block);
    const host = await create(title, b.doc(b.p('Walk a little every day.'), blockOf(block), ...approvable()));
    await approve(host);
    expect(await publish(host)).toMatchObject({ state: 'LIVE' });
    return { block, host };
  }
  const words = (text: string) => b.doc(b.p(text), ...approvable());
  /** An approved source, and its approved translation. */
  async function pair(title: string) {
    const source = await create(title, words('Walk ten minutes a day.'));
    await approve(source);
    const input = { articleId: source.articleId, fromLocale: 'en', toLocale: 'es', slug: `p-${newId()}` };
    const begun = await answer(api.sam, START, input);
    expect(begun).toMatchObject({ __typename: 'Revision', locale: 'es', number: 1 });
    const spanish = await save(begun, b.doc(b.p('Camine diez minutos al día.'), ...SPANISH), 'Siga en marcha');
    await approve(spanish);
    return { source, spanish };
  }
  async function clinicalChange(source: Answered) {
    const changed = await save(source, words('Walk twenty minutes a day.'));
    await approve(changed);
    return changed;
  }
  const seen = ({ id: revisionId, contentHash }: Answered) => ({ revisionId, contentHash });

  it('name the articles that show an older version of a block, and take the newer one over unapproved', async () => {
    const { block, host } = await shown('Knees');
    const toRenew = async () =>
      (await api.sam.ask(TO_RENEW)).piecesToRenew.filter((row: Answered) => row.piece.id === block.articleId);
    expect(await toRenew()).toEqual([]);
    const second = await save(block, flags('trouble passing urine'));
    await approve(second);
    expect(await toRenew()).toEqual([
      {
        ...{ locale: 'en', shownVersion: 1, newestVersion: 2, isNewest: true, isApproved: true, isLive: true },
        article: { id: host.articleId },
        revision: { id: host.id },
        piece: { id: block.articleId, usedBy: [{ version: 1, isLive: true, article: { id: host.articleId } }] },
      },
    ]);
    const renewed = await take(host, block);
    expect(renewed).toMatchObject({ __typename: 'Revision', number: 2 });
    expect(JSON.stringify(renewed.document)).toContain(second.contentHash);
    expect((await take(host, block)).id).toBe(renewed.id);
    expect(await publish(renewed)).toMatchObject({ code: 'NOT_APPROVED' });
    expect(await toRenew()).toMatchObject([{ revision: { id: host.id }, isNewest: false, isLive: true }]);
    await approve(renewed);
    expect(await publish(renewed)).toMatchObject({ state: 'LIVE' });
    expect(await toRenew()).toEqual([]);
  });

  it('refuse to publish a translation that a clinical change made stale, until somebody confirmed it', async () => {
    const { source, spanish } = await pair('Stairs');
    const changed = await clinicalChange(source);
    const refused = await publish(spanish);
    expect(refused).toMatchObject({ __typename: 'TranslationStale', code: 'TRANSLATION_STALE', sourceLocale: 'en' });
    expect(refused.sourceRevisionId).toBe(changed.id);
    const stale = async () =>
      (await api.sam.ask(STALE)).staleTranslations.filter((row: Answered) => row.article.id === source.articleId);
    expect(await stale()).toMatchObject([
      {
        ...{ locale: 'es', stale: true, severity: 'CLINICAL', blocksPublishing: true, isLive: false },
        ...{ basis: { id: source.id }, source: { id: changed.id }, revision: { id: spanish.id } },
      },
    ]);
    const confirmed = await answer(api.sam, CONFIRM, { ...seen(spanish), source: seen(changed) });
    expect(confirmed).toEqual({ __typename: 'Revision', id: spanish.id });
    expect(await stale()).toEqual([]);
    expect(await publish(spanish)).toMatchObject({ __typename: 'Publication', state: 'LIVE' });
  });

  it('are listed by a number of statements that does not grow with the rows', async () => {
    const costOf = async (query: string, field: string) => {
      let rows = 0;
      const { statements } = await api.statementsOf(async () => {
        rows = (await api.sam.ask(query))[field].length;
      });
      return { rows, statements };
    };
    const usedBy = `query ($id: ID!) { article(id: $id) { usedBy { version article { id } revision { id } } } }`;
    const costOfUsers = async (id: string) => {
      let rows = 0;
      const { statements } = await api.statementsOf(async () => {
        rows = (await api.sam.ask(usedBy, { id })).article.usedBy.length;
      });
      return { rows, statements };
    };
    const { block } = await shown('Hips');
    await approve(await save(block, flags('trouble passing urine')));
    await clinicalChange((await pair('Hips and stairs')).source);
    const few = [await costOf(TO_RENEW, 'piecesToRenew'), await costOf(STALE, 'staleTranslations')];
    const oneUser = await costOfUsers(block.articleId);
    expect([...few, oneUser].map(({ rows }) => rows)).toEqual([1, 1, 1]);
    for (const title of ['Shoulders', 'Elbows']) {
      await create(title, b.doc(b.p('Move a little every day.'), blockOf(block), ...approvable()));
      await clinicalChange((await pair(`${title} and stairs`)).source);
    }
    const many = [await costOf(TO_RENEW, 'piecesToRenew'), await costOf(STALE, 'staleTranslations')];
    const users = await costOfUsers(block.articleId);
    expect([...many, users].map(({ rows }) => rows)).toEqual([3, 3, 3]);
    expect([...many, users].map(({ statements }) => statements)).toEqual(
      [...few, oneUser].map(({ statements }) => statements),
    );
  });

  it('count a warning sign that only the block holds in the checks of the article', async () => {
    const missing = async ({ articleId }: Answered): Promise<string> => {
      const query = 'query ($id: ID!) { article(id: $id) { newestRevision { findings { code message } } } }';
      const { findings } = (await api.sam.ask(query, { id: articleId })).article.newestRevision;
      const found = findings.filter(({ code }: Answered) => code === 'RED_FLAGS_MISSING');
      return found.map(({ message }: Answered) => message).join(' ');
    };
    const signs = [
      'numbness between your legs',
      'weakness in both legs',
      'a fever',
      'a history of cancer',
      'unexplained weight loss',
    ];
    const warning = (...more: string[]) =>
      b.doc(b.redFlags({ urgency: 'now' }, b.p('Call 911 now if you have:'), b.ul(...signs, ...more)));
    const showing = (block: Answered) => b.doc(b.p('Walk a little every day.'), approvable()[0]!, blockOf(block));
    const block = await create('Back: when to get help', warning(), 'safetyBlock', 'Low back pain');
    const host = await create('Your low back', showing(block), undefined, 'Low back pain');
    expect(await missing(host)).toMatch(/Still missing: loss of control over bladder or bowel[^;]*\.$/);
    const second = await save(block, warning('trouble passing urine'));
    await save(host, showing(second));
    expect(await missing(host)).toBe('');
  });
});
