import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { accessibilityFaults, type Browser, newVisitor, type Page } from '../support/browser.js';
import type { RunningSystem } from '../support/running-system.js';
import { openStage } from '../support/stage.js';
import { EditorPage } from './pages/editor-page.js';
import { Frame } from './pages/frame.js';
import { HistoryPage } from './pages/history-page.js';
import { PreviewPage } from './pages/preview-page.js';
import { ReviewPage } from './pages/review-page.js';
import { enterAs } from './pages/sign-in-page.js';

/** As a text comes from somebody's web page: colours, a menu, a list of typed dots, a link that leads nowhere. */
const MESSY = `<nav><a href="/home">Home</a><a href="/shop">Shop</a></nav>
  <h1 style="color:#c00;font-family:Comic Sans MS">What helps</h1>
  <p><span style="font-size:11pt;color:#333">Utilize the stairs each day.</span> <b>Walk</b> on level ground.</p>
  <p>•&nbsp;Sit less than an hour at a time</p><p>•&nbsp;Change how you lie at night</p>
  <p><a href="javascript:void(0)">Read more</a></p><script>alert(1)</script>`;

const CLAIM = 'Staying active helps most people with low back pain.';
const HELP = `Call 911 now if you have numbness between your legs, trouble passing urine or weakness in both legs, \
after a fall or an accident, with a fever, or when you lose weight without trying.`;
const BEFORE = 'Run as soon as you like.';
const AFTER = 'Run again when you can walk for half an hour without more pain.';

describe('one article, from the first word to a page and back', () => {
  let system: RunningSystem;
  let browser: Browser;
  const seen: string[][] = [];

  beforeAll(async () => {
    [system, browser] = await openStage();
  }, 240_000);

  afterAll(async () => {
    await Promise.all([browser?.close(), system?.stop()]);
  }, 120_000);

  const enter = (role: string) => enterAs(browser, system.apiUrl, role, seen);

  const faultless = async (page: Page) => {
    await new Frame(page).settled();
    expect(await accessibilityFaults(page)).toEqual([]);
  };

  it('is written, cleaned, mended, reviewed, sent back, approved, seen, published, read and brought back', async () => {
    const [author, reviewer, publisher] = (await Promise.all(
      ['Author', 'Clinical reviewer', 'Publisher'].map(enter),
    )) as [Page, Page, Page];

    // Written, with a messy text pasted and cleaned.
    await new Frame(author).goTo('Articles');
    const editor = new EditorPage(author);
    await editor.begin('Back pain after a long drive', 'low back pain');
    const articleId = new URL(author.url()).pathname.split('/').at(-2) ?? '';
    await editor.summary('Moving a little and often eases most back pain after a drive.');
    await editor.body.click();
    await editor.type(CLAIM);
    await author.keyboard.press('Enter');
    await editor.type(BEFORE);
    await author.keyboard.press('Enter');
    await editor.pasteHtml(MESSY);
    expect(await editor.pasteReport()).toMatch(/cleaned/);
    expect(await editor.body.locator('a, script, nav').count()).toBe(0);
    expect(await editor.body.locator('ul li').allInnerTexts()).toEqual([
      'Sit less than an hour at a time',
      'Change how you lie at night',
    ]);
    await editor.toNewLine();
    await editor.insert('red');
    await editor.type(HELP);

    // Mended where the checks say so: a hard word, and a claim without a source.
    await editor.mend('Replace with “Use”');
    await editor.body.getByText(/^Use the stairs/).waitFor();
    await editor.cite(CLAIM, '34719942', 'Low back pain guideline');
    await editor.untilSaved();
    await editor.finish();
    const asking = new ReviewPage(author);
    await asking.askForReview();

    // A second person reads it and sends it back with a comment in the margin.
    const review = new ReviewPage(reviewer);
    await review.openFromList('Back pain after a long drive');
    await review.commentOn(BEFORE, 'Too soon for most people. Say what they must be able to do first.');
    await faultless(reviewer);
    await review.requestChanges('Please say when running is safe.');

    // The author reads the comment beside the text, mends it and asks again.
    await asking.open(system.apiUrl, articleId);
    expect(await asking.comments()).toContain('Too soon for most people.');
    await editor.open(`${system.apiUrl}/admin/articles/${articleId}/edit`);
    await editor.replaceLine(BEFORE, AFTER);
    await editor.untilSaved();
    await editor.finish();
    await asking.askForReview();

    // The reviewer compares the two revisions and approves the newer one.
    await review.open(system.apiUrl, articleId);
    const history = new HistoryPage(reviewer);
    await history.open();
    await history.compareWith(1);
    expect((await review.insertedWords()).join(' ')).toContain('walk for half an hour');
    await faultless(reviewer);
    await review.approve({}, 'I read the whole text and its source.');

    // Seen as its readers will see it, and put live by a third person.
    const live = new ReviewPage(publisher);
    await live.open(system.apiUrl, articleId);
    const preview = new PreviewPage(publisher);
    await preview.openFromArticle();
    for (const form of ['Web page', 'Plain text'] as const) expect(await preview.as(form)).toContain('half an hour');
    await live.open(system.apiUrl, articleId);
    await live.publish();
    const pageUrl = await live.pageUrl();

    // Read on the clinic's site by somebody who is not signed in.
    const reader = await (await newVisitor(browser)).newPage();
    await reader.goto(pageUrl);
    expect(await reader.getByRole('main').textContent()).toContain(AFTER);
    expect(await reader.getByRole('main').textContent()).not.toContain(BEFORE);

    // Written on, and the older revision brought back: what is public stays as it was approved.
    await editor.open(`${system.apiUrl}/admin/articles/${articleId}/edit`);
    await editor.replaceLine(AFTER, 'Nobody knows when to run again.');
    await editor.untilSaved();
    await editor.finish();
    const older = new HistoryPage(author);
    await older.open();
    await older.restore(2, 'The approved words were better');
    await author.getByRole('region', { name: 'Text of the article' }).getByText(AFTER).waitFor();
    expect(await older.words(2)).toMatch(/approved/i);
    await reader.reload();
    expect(await reader.getByRole('main').textContent()).toContain(AFTER);
    expect(seen.flat()).toEqual([]);
  }, 600_000);
});
