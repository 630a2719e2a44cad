import { ADMIN_SCREENS, type ScreenIds } from '../../support/admin-screens.js';
import { type BrowserContext, type Page, watchForFaults } from '../../support/browser.js';
import type { RunningSystem } from '../../support/running-system.js';
import { ask } from './asking.js';

/** The routes of those who are not signed in yet come first: whoever is signed in is led away from one of them. */
const SIGNED_OUT = ['/sign-in', '/forgot-password', '/choose-password'];

async function open({ apiUrl }: RunningSystem, page: Page, address: string): Promise<void> {
  await page.goto(`${apiUrl}/admin${address}`);
  await page.locator('h1').first().waitFor({ state: 'attached' });
  await page.waitForLoadState('networkidle');
  await page.locator('[aria-busy="true"]').first().waitFor({ state: 'detached' });
}

async function enterAsAdministrator(system: RunningSystem, page: Page): Promise<ScreenIds> {
  // A phone shows no navigation until it is asked for.
  await page.setViewportSize({ width: 1280, height: 900 });
  await open(system, page, '/sign-in');
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
export async function lookAtAll(
  system: RunningSystem,
  context: BrowserContext,
  look: (page: Page) => Promise<string[]>,
): Promise<Record<string, string[]>> {
  const page = await context.newPage();
  const faults = watchForFaults(page, system.apiUrl);
  const found: Record<string, string[]> = {};
  const visit = async (route: string, ids: ScreenIds) => {
    await open(system, page, ADMIN_SCREENS[route]!(ids));
    const wrong = [...(await look(page)), ...faults.splice(0)];
    if (wrong.length > 0) found[route] = wrong;
  };
  const nobody: ScreenIds = { articleId: '', revisionId: '', termId: '', personId: '', siteSlug: '' };
  for (const route of SIGNED_OUT) await visit(route, nobody);
  const ids = await enterAsAdministrator(system, page);
  for (const route of Object.keys(ADMIN_SCREENS)) if (!SIGNED_OUT.includes(route)) await visit(route, ids);
  return found;
}
