import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { build as b, type DocumentNode } from '#document';
import { approvable, REFERENCES } from '../support/approvable.js';
import { accessibilityFaults, type Browser, newVisitor, type Page } from '../support/browser.js';
import { GOOD_CHECKLISTS } from '../support/checklists.js';
import type { RunningSystem } from '../support/running-system.js';
import { phonePhoto } from '../support/sample-files.js';
import { openStage } from '../support/stage.js';
import { type Answered, done, TEXT } from './pages/asking.js';
import { EditorPage } from './pages/editor-page.js';
import { ReviewPage } from './pages/review-page.js';
import { enterAs } from './pages/sign-in-page.js';

const PROPOSED = 'Walk a little each day. Rest when it hurts more.';

/** Answers as a service of language models does; nothing that was sent is kept. */
async function languageModel(): Promise<Server> {
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ choices: [{ message: { content: PROPOSED } }] }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

describe('the smaller tasks of a day', () => {
  let model: Server;
  let system: RunningSystem;
  let browser: Browser;
  let author: Page;
  let reviewer: Page;
  const seen: string[][] = [];

  beforeAll(async () => {
    model = await languageModel();
    const assist = { ASSIST_URL: `http://127.0.0.1:${(model.address() as AddressInfo).port}`, ASSIST_MODEL: 'plain-1' };
    [system, browser] = await openStage({ env: assist });
    [author, reviewer] = (await Promise.all(['Author', 'Clinical reviewer'].map(enter))) as [Page, Page];
  }, 240_000);

  afterAll(async () => {
    await Promise.all([browser?.close(), system?.stop()]);
    model?.close();
  }, 120_000);

  const enter = (role: string) => enterAs(browser, system.apiUrl, role, seen);

  async function create(title: string, document: DocumentNode, contentType = 'article'): Promise<Answered> {
    const slug = title.toLowerCase().replace(/[^a-z]+/g, '-');
    const input = { site: 'harbor', locale: 'en', topic: 'Walking', title, slug, references: REFERENCES };
    const creating = `mutation ($input: CreateArticleInput!) { result: createArticle(input: $input) {
      ...refused ... on Article { ${TEXT} } } }`;
    return done(author, 'Article', creating, { input: { ...input, document, contentType } });
  }

  async function save(article: Answered, document: DocumentNode, editClass: 'MINOR' | 'CLINICAL'): Promise<Answered> {
    const { id, locale, contentHash, title, summary, references } = article.newestRevision;
    const base = { articleId: article.id, locale, baseRevisionId: id, baseContentHash: contentHash };
    const saving = `mutation ($input: SaveRevisionInput!) { result: saveRevision(input: $input) {
      ...refused ... on Revision { id number contentHash } } }`;
    const input = { ...base, title, summary, references, document, editClass };
    return done(author, 'Revision', saving, { input });
  }

  async function approve(revisionId: string): Promise<void> {
    const asking = `mutation ($input: RequestReviewInput!) { result: requestReview(input: $input) {
      ...refused ... on ReviewCase { id contentHash } } }`;
    const opened = await done(author, 'ReviewCase', asking, { input: { revisionId } });
    const approving =
      'mutation ($input: ApproveRevisionInput!) { result: approveRevision(input: $input) { ...refused } }';
    const given = { statement: 'I read the whole text.', conflictOfInterest: 'none', checklists: GOOD_CHECKLISTS };
    const input = { caseId: opened.id, contentHash: opened.contentHash, ...given };
    await done(reviewer, 'Approval', approving, { input });
  }

  const open = async (page: Page, path: string) => {
    await page.goto(`${system.apiUrl}/admin${path}`);
    await page.getByRole('heading', { level: 1 }).first().waitFor({ state: 'attached' });
  };
  const faultless = async (page: Page) => expect(await accessibilityFaults(page)).toEqual([]);

  it('puts a shared safety block in, sees its words, and takes its newer version after seeing what changes', async () => {
    const block = await create('When to get help with a walk', b.doc(...approvable()), 'safetyBlock');
    await approve(block.newestRevision.id);
    const host = await create('Walking with a plan', b.doc(b.p('Walk every day.')));
    const editor = new EditorPage(author);
    await editor.open(`${system.apiUrl}/admin/articles/${host.id}/edit`);
    await editor.toNewLine();
    await editor.insert('safety');
    await author.getByRole('button', { name: /^When to get help with a walk/ }).click();
    const shown = author.getByRole('group', { name: 'Shared safety block' });
    await shown.getByText('weakness in both legs').waitFor();
    await editor.untilSaved();

    const newer = await save(block, b.doc(b.p('Stop when you feel dizzy.'), ...approvable()), 'CLINICAL');
    await approve(newer.id);
    await author.reload();
    await shown.getByText('Version 2 is approved.', { exact: false }).waitFor();
    await shown.getByRole('button', { name: 'See what changes' }).click();
    expect(await shown.locator('ins').allTextContents()).toContainEqual(expect.stringContaining('dizzy'));
    await faultless(author);
    await shown.getByRole('button', { name: 'Use version 2' }).click();
    await shown.getByText(/version 2/).waitFor();
    await shown.getByText('Stop when you feel dizzy.').waitFor();
    await editor.untilSaved();
    await shown.getByRole('link', { name: 'Where it is used' }).click();
    await author.getByRole('link', { name: 'Walking with a plan' }).waitFor();
  }, 300_000);

  it('takes over what a model proposed as an own edit, that the comparison shows', async () => {
    const article = await create('A text to shorten', b.doc(b.p('Walk every day.'), ...approvable()));
    await approve(article.newestRevision.id);
    await open(author, `/articles/${article.id}`);
    await author.getByRole('tab', { name: 'Checks' }).click();
    await author
      .getByText(/of a language model/)
      .first()
      .click();
    await author.getByRole('button', { name: 'Suggest a summary' }).click();
    await author.getByText('plain-1, asked by Sam Reyes').waitFor();
    await faultless(author);
    await author.getByRole('button', { name: 'Take it over' }).click();
    await author.getByRole('button', { name: 'Take it over' }).waitFor({ state: 'detached' });
    const review = new ReviewPage(author);
    await review.show('Changes');
    expect((await review.insertedWords()).join(' ')).toContain(PROPOSED);
  }, 300_000);

  it('rates a text outside a review, and shares a preview that reads like the page', async () => {
    const article = await create('A text to rate', b.doc(b.p('Walk every day.'), ...approvable()));
    await open(author, `/articles/${article.id}?tab=review`);
    await author.getByText('Rate this text with the checklists').click();
    const sheet = author.locator('details', { hasText: 'Rate this text with the checklists' });
    await sheet.locator('[data-question]').first().waitFor({ state: 'attached' });
    const closed = sheet.locator('details:not([open]) > summary');
    while ((await closed.count()) > 0) await closed.first().click();
    for (const question of await sheet.locator('[data-question^="SAFETY"]').all()) {
      await question.getByLabel('Yes', { exact: true }).check();
    }
    await sheet
      .getByRole('button', { name: /^Keep my answers/ })
      .first()
      .click();
    await sheet.getByText(/Sam Reyes · \d+ of \d+ points/).waitFor();

    await open(author, `/preview/${article.newestRevision.id}`);
    await author.getByRole('button', { name: 'Make a link to share' }).click();
    const link = await author.getByRole('status').getByRole('link').getAttribute('href');
    const visitor = await newVisitor(browser);
    const page = await visitor.newPage();
    await page.goto(link ?? '');
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('A text to rate');
    await faultless(page);
    await visitor.close();
  }, 300_000);

  it('approves a minor edit by calling it so', async () => {
    const article = await create('A text with a slip', b.doc(b.p('Walk whith a friend.'), ...approvable()));
    await approve(article.newestRevision.id);
    const mended = await save(article, b.doc(b.p('Walk with a friend.'), ...approvable()), 'MINOR');
    const asking = 'mutation ($input: RequestReviewInput!) { result: requestReview(input: $input) { ...refused } }';
    await done(author, 'ReviewCase', asking, { input: { revisionId: mended.id } });
    await open(reviewer, `/articles/${article.id}?tab=review`);
    const form = reviewer.locator('#approve-form');
    await form.getByRole('radio').first().check();
    await faultless(reviewer);
    await new ReviewPage(reviewer).approve({}, 'Only the spelling changed.');
  }, 300_000);

  it('sets the point of a picture that stays in sight, by the keyboard', async () => {
    await author.evaluate(
      async (bytes) => {
        const headers = { 'apollo-require-preflight': 'true' };
        const body = new Uint8Array(bytes);
        const answer = await fetch('/media?site=harbor&fileName=walk.jpg', { method: 'POST', body, headers });
        if (!answer.ok) throw new Error(await answer.text());
      },
      [...(await phonePhoto(320, 200))],
    );
    await open(author, '/library/media?site=harbor');
    await author.getByRole('link', { name: /walk/ }).first().click();
    const slider = author.getByRole('slider', { name: /From the left/ });
    await slider.focus();
    await slider.press('Home');
    await faultless(author);
    await author.getByRole('button', { name: 'Save' }).first().click();
    await author.getByText('Saved').first().waitFor();
    await author.reload();
    expect(await author.getByRole('slider', { name: /From the left/ }).inputValue()).toBe('0');
  }, 300_000);

  it('lists the keys of the editor, and undoes across blocks', async () => {
    const article = await create('A text to undo', b.doc(b.p('First line.')));
    const editor = new EditorPage(author);
    await editor.open(`${system.apiUrl}/admin/articles/${article.id}/edit`);
    await editor.body.focus();
    await author.keyboard.press('Control+/');
    await author.getByRole('dialog', { name: 'Keys of the editor' }).getByText('Ctrl Enter').waitFor();
    await faultless(author);
    await author.keyboard.press('Escape');
    await editor.toNewLine();
    await editor.insert('key');
    await editor.type('Keep moving.');
    await author.keyboard.press('Control+Enter');
    await editor.type('Last line.');
    const undone = async () => (await editor.text()).trim() === 'First line.';
    for (let steps = 0; steps < 20 && !(await undone()); steps += 1) await author.keyboard.press('Control+z');
    expect(await undone()).toBe(true);
    for (let steps = 0; steps < 20; steps += 1) await author.keyboard.press('Control+y');
    expect(await editor.text()).toMatch(/First line\.[\s\S]*Keep moving\.[\s\S]*Last line\./);
    await editor.untilSaved();
  }, 300_000);

  it('merges a term into another, and says how many articles that moves', async () => {
    await create('Walking by the sea', b.doc(b.p('Walk on firm sand.')));
    const page = await enter('Publisher');
    const creating = `mutation ($input: CreateTermInput!) { result: createTerm(input: $input) { ...refused ... on Term { id } } }`;
    const input = { site: 'harbor', kind: 'TOPIC', labels: [{ locale: 'en', label: 'Strolling' }] };
    const { id } = await done(page, 'Term', creating, { input });
    await open(page, `/library/terms/${id}?site=harbor`);
    const card = page.getByRole('region', { name: 'Merge' });
    await card.getByRole('combobox', { name: 'Into' }).click();
    await page.getByRole('listbox', { name: 'Into' }).getByRole('option', { name: 'Walking', exact: true }).click();
    await card.getByText(/goes up into “Walking”: 0 articles are moved/).waitFor();
    await faultless(page);
    await card.getByRole('button', { name: 'Merge' }).click();
    await page.getByRole('heading', { level: 1, name: 'Walking' }).waitFor();
  }, 300_000);

  it('answers a report with links, and holds at twice the size of letters', async () => {
    await open(author, '/reports?site=harbor&report=asOf');
    await author.getByRole('link', { name: 'Back pain after a run' }).first().waitFor();
    const [file] = await Promise.all([
      author.waitForEvent('download'),
      author.getByRole('button', { name: 'Save as CSV' }).click(),
    ]);
    expect(file.suggestedFilename()).toBe('asOf-harbor.csv');
    // A browser at 200 % shows a window of 1280 by 900 as one of 640 by 450.
    await author.setViewportSize({ width: 640, height: 450 });
    for (const path of ['/', '/articles', '/reports?report=asOf', '/publishing', '/library/terms', '/account']) {
      await open(author, path);
      await author.waitForLoadState('networkidle');
      expect([path, await author.evaluate(() => document.documentElement.scrollWidth)]).toEqual([path, 640]);
    }
  }, 300_000);

  it('meets no fault of any page on the way, and moves nothing for who wants no motion', async () => {
    const moving = await author.evaluate(
      () => document.getAnimations().filter((it) => Number(it.effect?.getComputedTiming().duration) > 10).length,
    );
    expect(moving).toBe(0);
    expect(seen.flat()).toEqual([]);
  });
});
