import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  accessibilityFaults,
  type Browser,
  type BrowserContext,
  newVisitor,
  type Page,
  watchForFaults,
} from '../support/browser.js';
import type { RunningSystem } from '../support/running-system.js';
import { openStage } from '../support/stage.js';
import { ArticleListPage } from './pages/article-list-page.js';
import { type Answered, addSentence, ask, TEXT } from './pages/asking.js';
import { Frame } from './pages/frame.js';
import { ReviewPage } from './pages/review-page.js';
import { SignInPage } from './pages/sign-in-page.js';

const TOO_MUCH = 'Run as far as you can on the first day.';
describe('an article and the people around it', () => {
  let system: RunningSystem;
  let browser: Browser;
  let author: Page;
  let reviewer: Page;
  let publisher: Page;
  let article: { id: string; number: number };
  const seen: string[][] = [];

  beforeAll(async () => {
    [system, browser] = await openStage();
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

  it('asks for a review, and its reviewer sees what changed, in the text and side by side', async () => {
    await addSentence(author, article.id, TOO_MUCH);
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
  }, 300_000);

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
  }, 300_000);

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
  }, 300_000);

  it('meets no fault of any page on the way', () => {
    expect(seen.flat()).toEqual([]);
  });
});
