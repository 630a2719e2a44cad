// How the list of articles holds with ten thousand of them, in a real Chromium: the rows that are drawn, the pauses of the
// page and the longest answer while somebody scrolls to the end, searches, filters, opens a saved view and selects.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launchChromium } from '../support/browser-launch.mjs';
import { insertArticles, openDatabase } from './support/article-rows.mjs';
import { withCleanUp } from './support/processes.mjs';
import { startedSystem } from './support/started-system.mjs';

const GOAL_ARTICLES = 10_000;
const AUTHOR = { email: 'sam@harbor.example', password: 'author-at-harbor' };

/** Pauses of the page longer than 50 ms, as the browser itself counts them, and the answers of the API. */
function watchPage() {
  window.pauses = [];
  window.answers = [];
  new PerformanceObserver((list) => window.pauses.push(...list.getEntries().map(({ duration }) => duration))).observe({
    type: 'longtask',
  });
  new PerformanceObserver((list) => {
    for (const { name, duration } of list.getEntries()) if (name.endsWith('/graphql')) window.answers.push(duration);
  }).observe({ type: 'resource' });
}

/** What one step cost the page. */
async function costOf(page, step) {
  await page.evaluate(() => {
    window.pauses.length = 0;
    window.answers.length = 0;
    performance.clearResourceTimings();
  });
  await step();
  await page.locator('#screen [aria-busy="false"] table, #screen [role="table"]').first().waitFor();
  return page.evaluate(() => ({
    longestPauseMs: Math.round(Math.max(0, ...window.pauses)),
    pausesMs: Math.round(window.pauses.reduce((sum, one) => sum + one, 0)),
    slowestAnswerMs: Math.round(Math.max(0, ...window.answers)),
    rowsDrawn: document.querySelectorAll('#screen tbody tr:has(a)').length,
    domNodes: document.querySelectorAll('*').length,
  }));
}

/** Goes to the end of what is loaded again and again, until nothing more comes. */
async function scrollToTheEnd(page, count, progress) {
  for (let shown = 0; shown < count; ) {
    shown = await page.evaluate(() => {
      const screen = document.getElementById('screen');
      screen.scrollTop = screen.scrollHeight;
      return Math.max(
        ...[...document.querySelectorAll('#screen tr[aria-rowindex]')].map((row) => row.ariaRowIndex - 1),
      );
    });
    progress.to(0.3 + (0.4 * shown) / count, `row ${shown} of ${count}`);
    await page.waitForTimeout(30);
  }
}

const search = (page, words) => async () => {
  await page.getByRole('searchbox').fill(words);
  await page.waitForURL(/[?&]q=/);
  await page.getByText('Measured article 77 about').first().waitFor();
};

const choose = (page, name, value) => async () => {
  await page.getByLabel(name, { exact: true }).selectOption(value);
  await page.waitForURL(new RegExp(value));
};

/** @param options `size`: how many articles there are besides those of the demo */
export function run({ size = GOAL_ARTICLES, progress }) {
  return withCleanUp(async (defer) => {
    const dataDir = await mkdtemp(join(tmpdir(), 'carepress-bench-'));
    defer(() => rm(dataDir, { recursive: true, force: true }));
    progress.to(0, 'start');
    const { url, stop } = await startedSystem(dataDir);
    defer(stop);
    const db = await openDatabase(dataDir);
    defer(() => db.end());
    await insertArticles(db, size);
    const browser = await launchChromium();
    defer(() => browser.close());
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-US' });
    await context.request.post(`${url}/api/auth/sign-in/email`, { data: AUTHOR, headers: { origin: url } });
    const page = await context.newPage();
    await page.addInitScript(watchPage);
    progress.to(0.2, 'list');
    await page.goto(`${url}/admin/articles`);
    await page.locator('tbody a').first().waitFor();
    const total = Number((await page.locator('table').getAttribute('aria-rowcount')) ?? 0) - 1;
    const first = await costOf(page, () => page.reload());
    const toTheEnd = await costOf(page, () => scrollToTheEnd(page, total, progress));
    const selectAll = await costOf(page, () => page.locator('thead input[type="checkbox"]').check());
    const searching = await costOf(page, search(page, 'Measured article 77'));
    await page.goto(`${url}/admin/articles`);
    await page.locator('tbody a').first().waitFor();
    const filtering = await costOf(page, choose(page, 'Risk class', 'HIGH'));
    const savedView = await costOf(page, () => page.goto(`${url}/admin/articles?risk=LOW&topic=Walking`));
    return { articles: total, first, toTheEnd, selectAll, searching, filtering, savedView, goals: {} };
  });
}
