import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { accessibilityFaults, type Browser, newVisitor, watchForFaults } from '../support/browser.js';
import type { RunningSystem } from '../support/running-system.js';
import { openStage } from '../support/stage.js';
import { ArticleListPage } from './pages/article-list-page.js';
import { ArticlePage } from './pages/article-page.js';
import { Frame } from './pages/frame.js';
import { SignInPage } from './pages/sign-in-page.js';

describe('signing in to the admin UI', () => {
  let system: RunningSystem;
  let browser: Browser;

  beforeAll(async () => {
    [system, browser] = await openStage();
  }, 180_000);

  afterAll(async () => {
    await Promise.all([browser?.close(), system?.stop()]);
  }, 60_000);

  it('says in a sentence that e-mail and password do not belong together', async () => {
    const context = await newVisitor(browser);
    const page = await context.newPage();
    const signIn = new SignInPage(page, system.apiUrl);
    await signIn.open();
    await signIn.signIn('nobody@clinic.example', 'not-the-password');
    expect(await signIn.refusal()).toMatch(/do not belong together/);
    await context.close();
  });

  it('shows a person of the demo the list of articles, keeps the filter in the address, and opens one by keyboard', async () => {
    const context = await newVisitor(browser);
    const page = await context.newPage();
    const faults = watchForFaults(page, system.apiUrl);
    const signIn = new SignInPage(page, system.apiUrl);
    const list = new ArticleListPage(page);
    await signIn.open();
    await signIn.enterAs('Author');
    await new Frame(page).goTo('Articles');
    const titles = await list.titles();
    expect(titles.length).toBeGreaterThanOrEqual(6);

    const words = titles[0]?.slice(0, 12) ?? '';
    await list.search(words);
    await page.reload();
    expect(await list.titles()).toContain(titles[0]);

    await list.openFirstByKeyboard();
    await page.getByRole('region', { name: 'Next step' }).waitFor();
    expect(await new ArticlePage(page).text()).toContain(await new ArticlePage(page).title());
    expect(faults).toEqual([]);
    await context.close();
  });

  it.each(['light', 'dark'] as const)('has no accessibility fault on any screen in %s', async (scheme) => {
    const context = await newVisitor(browser, scheme);
    const page = await context.newPage();
    const frame = new Frame(page);
    const signIn = new SignInPage(page, system.apiUrl);
    const found: Record<string, string[]> = {};
    const check = async (screen: string) => {
      await frame.settled();
      found[screen] = await accessibilityFaults(page);
    };
    await signIn.open();
    await page.getByRole('heading', { name: 'Or look around as' }).waitFor();
    await check('sign-in');
    await signIn.enterAs('Clinical reviewer');
    await check('home');
    await frame.goTo('Reviews');
    await check('reviews');
    await frame.goTo('Tasks');
    await check('tasks');
    await frame.goTo('Articles');
    await check('articles');
    await new ArticleListPage(page).openFirstByKeyboard();
    await page.getByRole('region', { name: 'Next step' }).waitFor();
    const article = new ArticlePage(page);
    for (const tab of ['Checks', 'Review', 'Comments', 'History', 'Live'] as const) {
      await article.openTab(tab);
      await check(`article, ${tab}`);
    }
    expect(Object.entries(found).filter(([, faults]) => faults.length > 0)).toEqual([]);
    await context.close();
  });
});
