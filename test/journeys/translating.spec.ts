import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { accessibilityFaults, type Browser, type Page } from '../support/browser.js';
import { GOOD_CHECKLISTS } from '../support/checklists.js';
import type { RunningSystem } from '../support/running-system.js';
import { openStage } from '../support/stage.js';
import { AboutPage } from './pages/about-page.js';
import { type Answered, addSentence, ask, done } from './pages/asking.js';
import { EditorPage } from './pages/editor-page.js';
import { enterAs } from './pages/sign-in-page.js';

const NEW_WORDS = 'Wrap the ice in a towel and look at your skin every five minutes.';

describe('an article in two languages', () => {
  let system: RunningSystem;
  let browser: Browser;
  let author: Page;
  let reviewer: Page;
  let articleId: string;
  const seen: string[][] = [];

  beforeAll(async () => {
    [system, browser] = await openStage();
    [author, reviewer] = (await Promise.all(['Author', 'Clinical reviewer'].map(enter))) as [Page, Page];
    const { articles } = await ask(author, `{ articles(status: LIVE, search: "Ice") { edges { node { id } } } }`);
    articleId = articles.edges[0].node.id;
  }, 240_000);

  afterAll(async () => {
    await Promise.all([browser?.close(), system?.stop()]);
  }, 120_000);

  const enter = (role: string) => enterAs(browser, system.apiUrl, role, seen);

  /** Lets the source go on by a sentence that a second person approves. */
  async function sourceGoesOn(): Promise<void> {
    const { id, contentHash } = await addSentence(author, articleId, NEW_WORDS);
    const asking = `mutation ($input: RequestReviewInput!) {
      result: requestReview(input: $input) { ...refused ... on ReviewCase { id } } }`;
    const opened: Answered = await done(author, 'ReviewCase', asking, { input: { revisionId: id } });
    const approving = `mutation ($input: ApproveRevisionInput!) { result: approveRevision(input: $input) { ...refused } }`;
    const given = { statement: 'I read the new sentence.', conflictOfInterest: 'none', checklists: GOOD_CHECKLISTS };
    await done(reviewer, 'Approval', approving, { input: { caseId: opened.id, contentHash, ...given } });
  }

  it('says what it is about, moves to another address and gets a neighbour', async () => {
    const about = new AboutPage(author);
    await about.open(system.apiUrl, articleId);
    await about.classify('Ice and heat', 'Ankle sprain');
    const addresses = await about.changeAddress('ice-or-heat-for-pain');
    expect(addresses).toEqual(['ice-or-heat-for-pain', 'ice-or-heat']);
    await about.putBeside('Back pain after a run');
    expect(await accessibilityFaults(author)).toEqual([]);
    await author.reload();
    expect(await author.getByLabel('Topic').inputValue()).toBe('Ice and heat');
    await author.getByRole('button', { name: 'Take off: Ankle sprain' }).waitFor();
  }, 300_000);

  it('is translated beside its source, and whoever translates sees and confirms what changed there', async () => {
    const about = new AboutPage(author);
    await about.open(system.apiUrl, articleId);
    await about.translate('hielo-o-calor');
    const source = author.getByRole('region', { name: 'Source beside it' });
    await source.getByText('Your text stands on exactly this revision.').waitFor();
    const editor = new EditorPage(author);
    await editor.toNewLine();
    await editor.type('Envuelva el hielo en una toalla.');
    await editor.untilSaved();

    await sourceGoesOn();
    await author.reload();
    await editor.body.waitFor();
    await source.locator('ins').first().waitFor();
    expect((await source.locator('ins').allTextContents()).join(' ')).toContain(NEW_WORDS);
    expect(await accessibilityFaults(author)).toEqual([]);
    await source.getByRole('button', { name: 'My text says this too' }).click();
    await source.getByText('Your text stands on exactly this revision.').waitFor();
    await editor.toEndOf('Envuelva el hielo');
    await editor.type(' Mire su piel cada cinco minutos.');
    await editor.untilSaved();

    await about.open(system.apiUrl, articleId);
    await author
      .getByRole('region', { name: 'Languages' })
      .getByText(/confirmed by Sam Reyes/)
      .waitFor();
    expect(seen.flat()).toEqual([]);
  }, 300_000);
});
