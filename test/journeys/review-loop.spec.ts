import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { INSTRUMENTS } from '#review';
import {
  accessibilityFaults,
  type Browser,
  type BrowserContext,
  newVisitor,
  openBrowser,
  type Page,
  watchForFaults,
} from '../support/browser.js';
import { startSystem } from '../support/running-system.js';
import { ArticleListPage } from './pages/article-list-page.js';
import { Frame } from './pages/frame.js';
import { HistoryPage } from './pages/history-page.js';
import { PreviewPage } from './pages/preview-page.js';
import { ReviewPage } from './pages/review-page.js';
import { SignInPage } from './pages/sign-in-page.js';

const TOO_MUCH = 'Run as far as you can on the first day.';
const ENOUGH = 'Begin with a short walk on the first day.';

/** Each question of each checklist as a good text answers it. */
const GOOD: Readonly<Record<string, 'Yes' | 'No'>> = Object.fromEntries(
  Object.entries(INSTRUMENTS).flatMap(([name, { items }]) =>
    items.map(({ id, inverted }) => [`${name.toUpperCase()} ${id}`, inverted ? 'No' : 'Yes'] as const),
  ),
);

// biome-ignore lint/suspicious/noExplicitAny: a test looks into answers of any shape.
type Answered = any;

/** Asks the API as the person who is signed in on this page. */
function ask(page: Page, query: string, variables: object = {}): Promise<Answered> {
  return page.evaluate(
    async (body) => {
      const headers = { 'content-type': 'application/json', 'apollo-require-preflight': '1' };
      const answer = await fetch('/graphql', { method: 'POST', headers, body: JSON.stringify(body) });
      const { data, errors } = (await answer.json()) as { data: unknown; errors?: unknown };
      if (errors) throw new Error(JSON.stringify(errors));
      return data;
    },
    { query, variables },
  );
}

const TEXT = `id newestRevision { id number locale title summary document references contentHash }`;

/** Writes a sentence behind the last paragraph, or in the place of another one, and saves: what an author does by hand. */
async function write(page: Page, articleId: string, sentence: string, insteadOf?: string): Promise<void> {
  const { article } = await ask(page, `query ($id: ID!) { article(id: $id) { ${TEXT} } }`, { id: articleId });
  const { id, locale, contentHash, title, summary, references, document } = article.newestRevision;
  const paragraph = { type: 'paragraph', content: [{ type: 'text', text: sentence }] };
  const kept = document.content.filter((block: Answered) => block.content?.[0]?.text !== insteadOf || !insteadOf);
  const input = {
    ...{ articleId, locale, baseRevisionId: id, baseContentHash: contentHash, title, summary, references },
    document: { ...document, content: [...kept, paragraph] },
    reason: 'How to begin',
  };
  const save = `mutation ($input: SaveRevisionInput!) { saveRevision(input: $input) { __typename ... on Refusal { message } } }`;
  expect((await ask(page, save, { input })).saveRevision).toEqual({ __typename: 'Revision' });
}

describe('an article and the people around it', () => {
  let system: Awaited<ReturnType<typeof startSystem>>;
  let browser: Browser;
  let author: Page;
  let reviewer: Page;
  let publisher: Page;
  let article: { id: string; number: number };
  const seen: string[][] = [];

  beforeAll(async () => {
    [system, browser] = await Promise.all([startSystem(), openBrowser()]);
    [author, reviewer, publisher] = (await Promise.all(
      ['Author', 'Clinical reviewer', 'Publisher'].map((role) => enter(role)),
    )) as [Page, Page, Page];
    const { articles } = await ask(
      author,
      `{ articles(status: LIVE, site: "harbor") { edges { node { riskClass ${TEXT} } } } }`,
    );
    const { node } = articles.edges.find((edge: Answered) => edge.node.riskClass !== 'HIGH');
    article = { id: node.id, number: node.newestRevision.number };
  }, 240_000);

  afterAll(async () => {
    await Promise.all([browser?.close(), system?.stop()]);
  }, 60_000);

  async function enter(role: string, context?: BrowserContext): Promise<Page> {
    const page = await (context ?? (await newVisitor(browser))).newPage();
    seen.push(watchForFaults(page, system.apiUrl));
    const signIn = new SignInPage(page, system.apiUrl);
    await signIn.open();
    await signIn.enterAs(role);
    return page;
  }

  const faultless = async (page: Page) => {
    await new Frame(page).settled();
    expect(await accessibilityFaults(page)).toEqual([]);
  };

  it('asks, is sent back with a comment in the margin, mends it, and is approved', async () => {
    await write(author, article.id, TOO_MUCH);
    const asking = new ReviewPage(author);
    await asking.open(system.apiUrl, article.id);
    await asking.askForReview();

    const review = new ReviewPage(reviewer);
    await reviewer.getByRole('navigation', { name: 'Places' }).getByRole('link', { name: 'Reviews' }).click();
    await review.open(system.apiUrl, article.id);
    expect(await review.changes()).toMatch(/^One place changed since your approval/);
    expect((await review.insertedWords()).join(' ')).toContain(TOO_MUCH);
    await faultless(reviewer);
    await review.show('Side by side');
    expect((await review.insertedWords()).join(' ')).toContain(TOO_MUCH);
    await faultless(reviewer);
    await review.show('Text');
    await review.commentOn('as far as you can', 'Too much for a first day.');
    await faultless(reviewer);
    await review.requestChanges('The new sentence asks for too much.');

    await author.goto(`${system.apiUrl}/admin/`);
    await author
      .getByRole('link', { name: /^See why/ })
      .first()
      .click();
    expect(await asking.comments()).toContain('Too much for a first day.');
    await asking.reply('I will make it a short walk.');
    await write(author, article.id, ENOUGH, TOO_MUCH);
    await asking.open(system.apiUrl, article.id);
    await asking.askForReview();

    await review.open(system.apiUrl, article.id);
    expect((await review.insertedWords()).join(' ')).toContain(ENOUGH);
    await review.approve(GOOD, 'I read the whole text and compared what changed.');
  }, 240_000);

  it('is looked at in every form, goes live, and is read on the clinic site', async () => {
    const bar = new ReviewPage(publisher);
    await bar.open(system.apiUrl, article.id);
    const preview = new PreviewPage(publisher);
    await preview.openFromArticle();
    for (const form of ['Web page', 'Phone', 'E-mail', 'Plain text', 'Handout'] as const) {
      expect(await preview.shownAs(form)).toContain(ENOUGH);
    }
    await faultless(publisher);
    await preview.back();
    await bar.publish();

    const { article: now } = await ask(
      publisher,
      'query ($id: ID!) { article(id: $id) { publications { state pageUrl } } }',
      { id: article.id },
    );
    const { pageUrl } = now.publications.find(({ state }: Answered) => state === 'LIVE');
    const reader = await (await newVisitor(browser)).newPage();
    // The site is told by a message; until it came, its copy may be the one before.
    for (let tries = 0; tries < 200; tries += 1) {
      await reader.goto(pageUrl);
      if ((await reader.locator('main').textContent())?.includes(ENOUGH)) break;
      await sleep(100);
    }
    expect(await reader.locator('main').textContent()).toContain(ENOUGH);
  }, 180_000);

  it('shows who approved what is live, names a revision, and brings an older one back', async () => {
    const page = new ReviewPage(author);
    await page.open(system.apiUrl, article.id);
    const history = new HistoryPage(author);
    await history.open();
    const live = article.number + 2;
    expect(await history.about(live)).toMatch(/Maya Okafor approved/);
    expect(await history.whatIsLive()).toMatch(new RegExp(`Revision ${live}[^]*Maya Okafor`));
    await history.compareWith(article.number);
    expect((await page.insertedWords()).join(' ')).toContain(ENOUGH);
    await history.name(live, 'With a short walk');
    await faultless(author);
    await history.restore(article.number, 'Back to what was');
    expect(await author.getByRole('region', { name: 'Text of the article' }).textContent()).not.toContain(ENOUGH);
    expect(await history.about(live + 1)).toMatch(/Working copy/);
  }, 120_000);

  it('selects articles by keyboard, does something with all of them, and says what became of each', async () => {
    await publisher.goto(`${system.apiUrl}/admin/articles?status=LIVE`);
    const list = new ArticleListPage(publisher);
    const titles = await list.titles();
    await list.selectByKeyboard(1);
    await list.bulk('Archive');
    const report = await list.report();
    expect(report).toMatch(/One refused; it is still selected/);
    expect(report).toContain(titles[0]);
    await faultless(publisher);
    await list.saveView('Live now');
    await publisher.goto(`${system.apiUrl}/admin/articles`);
    await list.openView('Live now');
    expect(await list.titles()).toEqual(titles);
  }, 120_000);

  it('is reviewed on a phone, and in Spanish', async () => {
    const phone = await browser.newContext({ viewport: { width: 390, height: 844 }, hasTouch: true, locale: 'en-US' });
    const page = await enter('Clinical reviewer', phone);
    await page.goto(`${system.apiUrl}/admin/reviews`);
    await page
      .getByRole('link', { name: /^Review: / })
      .first()
      .click();
    const approve = page.getByRole('button', { name: /^Approve revision/ });
    await approve.waitFor();
    const box = await approve.boundingBox();
    expect(box?.height).toBeGreaterThanOrEqual(44);
    expect((box?.x ?? 0) + (box?.width ?? 999)).toBeLessThanOrEqual(390);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    await faultless(page);
    await phone.close();

    const spanish = await (await newVisitor(browser, 'dark', 'es-ES')).newPage();
    await spanish.goto(`${system.apiUrl}/admin/`);
    await spanish
      .getByRole('button', { name: /Maya Okafor|Clinical reviewer/ })
      .first()
      .click();
    await spanish.getByRole('heading', { level: 1, name: /^Buen/ }).waitFor();
    await spanish.goto(`${system.apiUrl}/admin/reviews`);
    await spanish
      .getByRole('link', { name: /^Revisar: / })
      .first()
      .click();
    await spanish.getByRole('button', { name: /^Aprobar la versión/ }).waitFor();
    await faultless(spanish);
  }, 120_000);

  it('meets no fault of any page on the way', () => {
    expect(seen.flat()).toEqual([]);
  });
});
