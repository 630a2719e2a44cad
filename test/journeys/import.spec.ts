import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { accessibilityFaults, type Browser, newVisitor, watchForFaults } from '../support/browser.js';
import type { RunningSystem } from '../support/running-system.js';
import { openStage } from '../support/stage.js';
import { ArticlePage } from './pages/article-page.js';
import { ImportPage } from './pages/import-page.js';
import { SignInPage } from './pages/sign-in-page.js';

const OFFER = 'Our expert team can help you. Give us a call!';
const SORE = `Sore After A Walk\n\nMost soreness fades in some days.\n\n${OFFER}\n\nWhat Helps Then\n\n• Rest your legs.\n• Walk again soon.\n\nRelated Posts\n`;
const BROKEN = 'PK';

describe('importing from the admin UI', () => {
  let system: RunningSystem;
  let browser: Browser;
  beforeAll(async () => {
    [system, browser] = await openStage();
  }, 180_000);
  afterAll(async () => {
    await Promise.all([browser?.close(), system?.stop()]);
  }, 60_000);

  it('brings files, says what became of each, and lets the author decide about every line', async () => {
    const context = await newVisitor(browser);
    const page = await context.newPage();
    const faults = watchForFaults(page, system.apiUrl);
    const signIn = new SignInPage(page, system.apiUrl);
    await signIn.open();
    await signIn.enterAs('Author');
    const screen = new ImportPage(page, system.apiUrl);
    await screen.open();
    expect(await accessibilityFaults(page)).toEqual([]);
    const files = [
      { name: 'sore.txt', text: SORE },
      { name: 'broken.docx', text: BROKEN },
    ];
    await screen.upload(files, 'Low back pain');
    expect(await screen.counts()).toBe('one new article, one could not be read');
    await screen.openReport();
    expect(await accessibilityFaults(page)).toEqual([]);
    await screen.stateRights('Written here in 2024.');
    await screen.putFirstDropBack();
    await screen.moveAll();
    await page.reload();
    expect(await screen.counts()).toBe('one new article, one could not be read');
    await screen.openArticle('Sore After A Walk');
    const text = await new ArticlePage(page).text();
    expect(text).toContain('Related Posts');
    expect(text).toContain(OFFER);
    expect(faults).toEqual([]);
    await context.close();
  });

  it('has no accessibility fault in the dark and in Spanish either', async () => {
    const context = await newVisitor(browser, 'dark', 'es-ES');
    const page = await context.newPage();
    await page.goto(`${system.apiUrl}/admin/sign-in`);
    await page.getByRole('button', { name: 'Sam Reyes' }).click();
    await page.getByRole('heading', { level: 1, name: /Sam/ }).waitFor();
    await page.goto(`${system.apiUrl}/admin/articles/import`);
    await page.getByRole('link', { name: 'sore.txt' }).click();
    await page
      .getByRole('button', { name: /^Mostrar el informe/ })
      .first()
      .click();
    await page.getByRole('heading', { name: 'Fuera del artículo' }).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await context.close();
  });
});
