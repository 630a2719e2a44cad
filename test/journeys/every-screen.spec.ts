import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ADMIN_SCREENS, type ScreenIds } from '../support/admin-screens.js';
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
import { ask } from './pages/asking.js';

/** The routes of those who are not signed in yet come first: whoever is signed in is led away from one of them. */
const SIGNED_OUT = ['/sign-in', '/forgot-password', '/choose-password'];

describe('every screen of the admin UI', () => {
  let system: RunningSystem;
  let browser: Browser;

  beforeAll(async () => {
    [system, browser] = await openStage();
  }, 240_000);

  afterAll(async () => {
    await Promise.all([browser?.close(), system?.stop()]);
  }, 120_000);

  async function open(page: Page, address: string): Promise<void> {
    await page.goto(`${system.apiUrl}/admin${address}`);
    await page.locator('h1').first().waitFor({ state: 'attached' });
    await page.waitForLoadState('networkidle');
    await page.locator('[aria-busy="true"]').first().waitFor({ state: 'detached' });
  }

  async function enterAsAdministrator(page: Page): Promise<ScreenIds> {
    // A phone shows no navigation until it is asked for.
    await page.setViewportSize({ width: 1280, height: 900 });
    await open(page, '/sign-in');
    await page
      .getByRole('button', { name: /Lee Brandt|Administrat?or/ })
      .first()
      .click();
    await page.getByRole('navigation').first().waitFor();
    const seen = await ask(
      page,
      `{ me { id } articles(status: LIVE, site: "harbor") { edges { node { id newestRevision { id } } } }
         taxonomyTerms(site: "harbor", kind: CONDITION, first: 1) { edges { node { id } } } }`,
    );
    const { id: articleId, newestRevision } = seen.articles.edges[0].node;
    const termId = seen.taxonomyTerms.edges[0].node.id;
    return { articleId, revisionId: newestRevision.id, termId, personId: seen.me.id, siteSlug: 'harbor' };
  }

  /** Goes through every screen; answers what is wrong on each, and nothing for a screen that is well. */
  async function lookAtAll(
    context: BrowserContext,
    look: (page: Page) => Promise<string[]>,
  ): Promise<Record<string, string[]>> {
    const page = await context.newPage();
    const faults = watchForFaults(page, system.apiUrl);
    const found: Record<string, string[]> = {};
    const visit = async (route: string, ids: ScreenIds) => {
      await open(page, ADMIN_SCREENS[route]!(ids));
      const wrong = [...(await look(page)), ...faults.splice(0)];
      if (wrong.length > 0) found[route] = wrong;
    };
    const nobody: ScreenIds = { articleId: '', revisionId: '', termId: '', personId: '', siteSlug: '' };
    for (const route of SIGNED_OUT) await visit(route, nobody);
    const ids = await enterAsAdministrator(page);
    for (const route of Object.keys(ADMIN_SCREENS)) if (!SIGNED_OUT.includes(route)) await visit(route, ids);
    return found;
  }

  it.each([
    ['light', 'en-US'],
    ['dark', 'es-ES'],
  ] as const)(
    'has no accessibility fault in %s (%s)',
    async (scheme, locale) => {
      const context = await newVisitor(browser, scheme, locale);
      expect(await lookAtAll(context, accessibilityFaults)).toEqual({});
      await context.close();
    },
    900_000,
  );

  it('fits a phone of 390 pixels, with the longer words of Spanish', async () => {
    const context = await newVisitor(browser, 'light', 'es-ES');
    const found = await lookAtAll(context, async (page) => {
      await page.setViewportSize({ width: 390, height: 844 });
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      return wide > 390 ? [`is ${wide} pixels wide`] : [];
    });
    expect(found).toEqual({});
    await context.close();
  }, 900_000);
});
