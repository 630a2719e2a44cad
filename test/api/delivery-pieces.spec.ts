import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { type ArticleContent, build as b } from '#document';
import { type DeliveryApp, startDeliveryApp } from '../support/delivery-app.js';
import { type FixtureSite, insertPublishedArticle, insertSite, withdrawInSql } from '../support/published-fixture.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';

type Live = Awaited<ReturnType<typeof insertPublishedArticle>>;

const at = (minute: number) => new Date(Date.UTC(2026, 9, 1, 9, minute));

/** An article with so many exercises and questions. */
function withPieces(title: string, exercises: number, questions: number, locale = 'en-US'): ArticleContent {
  const upTo = (count: number) => Array.from({ length: count }, (_, n) => n + 1);
  return b.content(
    b.doc(
      b.h(2, title),
      b.p('Walk a little every day.'),
      ...upTo(exercises).map((n) => b.exercise(`${title} ${n}`, { sets: n, stopRule: 'it hurts more' }, 'Slowly.')),
      ...(questions > 0
        ? [b.faq(...upTo(questions).map((n) => ({ question: `${title} ${n}?`, answer: 'Yes.' })))]
        : []),
    ),
    { title, locale, summary: 'What helps.' },
  );
}

const ARTICLE =
  'article { slug title reviewState } provenance { approvedAt nextReviewAt reviewedBy { name credential } }';
const LISTS = {
  exercises: `exercise { name sets stopRule instructions picture { id } } number ${ARTICLE}`,
  faq: `question answer number ${ARTICLE}`,
  handouts: `title url letterUrl ${ARTICLE}`,
};
type List = keyof typeof LISTS;

const DECLARED = `$first: Int, $after: String, $topic: String, $since: DateTime, $where: ArticleFilter,
  $locale: String! = "en-US", $site: String! = "harbor"`;
const question = (list: List, node = LISTS[list]) => `query (${DECLARED}) { ${list}(site: $site, locale: $locale,
  first: $first, after: $after, topic: $topic, updatedSince: $since, where: $where) { totalCount siteGeneration
  edges { cursor node { ${node} } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`;

describe('what stands in the articles of a site, listed by itself', () => {
  let test: TestDatabase;
  let app: DeliveryApp;
  let site: FixtureSite;
  const live = new Map<string, Live>();

  async function publish(slug: string, minute: number, content: ArticleContent, topic = 'back'): Promise<void> {
    live.set(slug, await insertPublishedArticle(test, site, { slug, topic, liveFrom: at(minute), content }));
  }

  async function ask(list: List, variables: Record<string, unknown> = {}) {
    const { body } = await app.ask(question(list), { first: 100, ...variables });
    expect(body.errors).toBeUndefined();
    return body.data[list];
  }

  // biome-ignore lint/suspicious/noExplicitAny: entries of three kinds.
  const nodes = (page: any) => page.edges.map(({ node }: { node: unknown }) => node);
  // biome-ignore lint/suspicious/noExplicitAny: entries of three kinds.
  const names = (page: any) => nodes(page).map((it: any) => it.exercise?.name ?? it.question ?? it.title);

  beforeAll(async () => {
    test = await createTestDatabase();
    site = await insertSite(test);
    await publish('knee', 1, withPieces('Knee', 2, 1), 'knee');
    await publish('plain', 2, withPieces('Plain', 0, 0));
    await publish('back', 3, withPieces('Back', 3, 2));
    await publish('neck', 3, withPieces('Neck', 1, 0), 'neck');
    await publish('espalda', 4, withPieces('Espalda', 1, 1, 'es-US'));
    await publish('gone', 5, withPieces('Gone', 1, 1));
    await withdrawInSql(test, site, live.get('gone')!);
    app = await startDeliveryApp(test.url);
  });
  afterAll(async () => {
    await app.close();
    await test.drop();
  });

  it('names for each entry its article, its place and who reviewed it, in the order of the text', async () => {
    const page = await ask('exercises');
    const both = [live.get('back')!, live.get('neck')!].sort((a, c) => (a.articleId < c.articleId ? -1 : 1));
    const newest = both.flatMap(({ slug }) => (slug === 'back' ? ['Back 1', 'Back 2', 'Back 3'] : ['Neck 1']));
    expect(names(page)).toEqual([...newest, 'Knee 1', 'Knee 2']);
    expect([page.totalCount, page.pageInfo.hasNextPage]).toEqual([6, false]);
    expect(nodes(page).at(-1)).toEqual({
      exercise: { name: 'Knee 2', sets: 2, stopRule: 'it hurts more', instructions: 'Slowly.', picture: null },
      number: 2,
      article: { slug: 'knee', title: 'Knee', reviewState: 'CURRENT' },
      provenance: {
        approvedAt: live.get('knee')!.approval.approvedAt.toISOString(),
        nextReviewAt: live.get('knee')!.approval.reviewDueAt.toISOString(),
        reviewedBy: { name: 'Maya Okafor', credential: 'DPT' },
      },
    });
    expect(names(await ask('faq'))).toEqual(['Back 1?', 'Back 2?', 'Knee 1?']);
    const papers = await ask('handouts');
    expect(names(papers)).toEqual([...both.map(({ content }) => content.title), 'Plain', 'Knee']);
    expect(papers.totalCount).toBe(4);
    expect(nodes(papers).at(-1).url).toMatch(/\/handout\/harbor\/en-US\/knee\.pdf$/);
    expect(nodes(papers).at(-1).letterUrl).toMatch(/knee\.pdf\?paper=letter$/);
  });

  it.each(Object.keys(LISTS) as List[])(
    'walks %s page by page to the same entries, whatever the page',
    async (list) => {
      const all = await ask(list);
      for (const first of [1, 2, 5]) {
        const walked: unknown[] = [];
        let page = await ask(list, { first });
        for (;;) {
          walked.push(...page.edges);
          expect(page.totalCount).toBe(all.totalCount);
          expect(page.pageInfo.endCursor).toBe(page.edges.at(-1).cursor);
          if (!page.pageInfo.hasNextPage) break;
          page = await ask(list, { first, after: page.pageInfo.endCursor });
          expect(page.pageInfo.hasPreviousPage).toBe(true);
        }
        expect(walked).toEqual(all.edges);
      }
    },
  );

  it('keeps to topic, language, time and terms', async () => {
    expect(names(await ask('exercises', { topic: 'knee' }))).toEqual(['Knee 1', 'Knee 2']);
    expect(names(await ask('faq', { locale: 'es-US' }))).toEqual(['Espalda 1?']);
    expect(names(await ask('faq', { locale: 'fr' }))).toEqual([]);
    expect(names(await ask('exercises', { since: at(2).toISOString(), topic: 'knee' }))).toEqual([]);
    expect((await ask('handouts', { since: at(2).toISOString() })).totalCount).toBe(3);
    await test.query("UPDATE article SET content_type = 'exerciseProgramme' WHERE id = $1", [
      live.get('knee')!.articleId,
    ]);
    const ofKind = await ask('exercises', { where: { kind: 'exerciseProgramme' } });
    expect([names(ofKind), ofKind.totalCount]).toEqual([['Knee 1', 'Knee 2'], 2]);
    const noCode = { where: { code: { system: 'ICD10CM', code: 'not a code' } } };
    for (const list of Object.keys(LISTS) as List[]) {
      expect((await ask(list, noCode)).totalCount).toBe(0);
      expect(await ask(list, { site: 'nowhere' })).toBeNull();
    }
  });

  it.each([
    [{ first: 0 }, 'first'],
    [{ first: 101 }, 'first'],
    [{ after: 'x' }, 'after'],
    [{ after: Buffer.from('1.2.3').toString('base64url') }, 'after'],
    [{ where: { region: 'x'.repeat(101) } }, 'where.region'],
  ])('refuses %j by the name of %s', async (variables, field) => {
    for (const list of Object.keys(LISTS) as List[]) {
      const { body } = await app.ask(question(list, '__typename'), variables);
      expect(body.errors[0].extensions).toMatchObject({ code: 'BAD_USER_INPUT', field });
    }
  });

  it('counts every field of a large page, and refuses what costs too much', async () => {
    const { status, body } = await app.ask(
      question('exercises', `${LISTS.exercises} article { html text blocks { text } }`),
      {
        first: 100,
      },
    );
    expect([status, body.errors[0].extensions.code]).toEqual([400, 'COST_LIMIT']);
  });

  it('takes at most three statements with all that stands around the articles', async () => {
    const wide = `article { html kind terms { codes { code } } translations { locale } related(first: 2) { kind
      related(first: 2) { slug terms { key } } } }`;
    for (const list of Object.keys(LISTS) as List[]) {
      const spy = jest.spyOn(app.database.pool, 'query');
      const query = question(list, `${LISTS[list]} ${wide}`).replace('totalCount', 'totalCount all: totalCount');
      const { body } = await app.ask(query, { first: 4, where: { code: { system: 'ICD10CM', code: 'M54.5' } } });
      expect(body.errors).toBeUndefined();
      const plain = await app.ask(query, { first: 4 });
      expect(plain.body.data[list].edges.length).toBeGreaterThan(0);
      // The filter that finds nothing asks two: its code and the page. The other asks the page and what is around.
      expect(spy.mock.calls.length).toBe(4);
      spy.mockRestore();
    }
  });

  it('reads the exercises of a row from before they were kept by themselves', async () => {
    await test.query("UPDATE delivery_article SET payload = payload - 'exercises' WHERE slug = 'knee'");
    const page = await ask('exercises', { topic: 'knee', first: 50 });
    expect(nodes(page)[0]).toMatchObject({ exercise: { name: 'Knee 1', sets: 1, instructions: 'Slowly.' }, number: 1 });
    expect(page.totalCount).toBe(2);
  });

  it('drops at once what was withdrawn, and what is past its review date', async () => {
    expect(names(await ask('faq', { topic: 'back' }))).toEqual(['Back 1?', 'Back 2?']);
    await withdrawInSql(test, site, live.get('back')!);
    // The news may take a moment to come; nothing is kept beyond it.
    let page = await ask('faq', { topic: 'back' });
    while (names(page).length > 0) page = await ask('faq', { topic: 'back' });
    const neck = live.get('neck')!.articleId;
    await test.query("UPDATE delivery_article SET review_due_at = now() - interval '1 minute' WHERE article_id = $1", [
      neck,
    ]);
    for (const list of Object.keys(LISTS) as List[]) {
      expect(names(await ask(list, { topic: 'neck', first: 99 }))).toEqual([]);
    }
  });
});
