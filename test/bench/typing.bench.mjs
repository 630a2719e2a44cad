// How long a key takes to appear in an article of 5,000 words, in a real Chromium, with every check of the editor running
// while somebody types.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launchChromium } from '../support/browser-launch.mjs';
import { articleContent, randomNumbers } from './support/content.mjs';
import { median, rounded } from './support/load.mjs';
import { withCleanUp } from './support/processes.mjs';
import { startedSystem } from './support/started-system.mjs';

const GOAL_KEYS = 300;
const WORDS = 5_000;
/** Keys pressed before any is counted: code that runs for the first time is compiled. */
const WARM_UP = 20;
/** Milliseconds from one key to the next: about 200 words a minute, faster than people type. */
const PACE = 60;
const AUTHOR = { email: 'sam@harbor.example', password: 'author-at-harbor' };

/** Articles of the generator have 72 words in a paragraph, and a heading over each fourth. */
function longArticle(seed) {
  const { title, summary, document, references } = articleContent(
    randomNumbers(seed),
    'A long article',
    Math.ceil(WORDS / 72) * 410,
  );
  return { site: 'harbor', locale: 'en', topic: 'low back pain', title, summary, document, references };
}

async function signedIn(browser, url) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-US' });
  const answer = await context.request.post(`${url}/api/auth/sign-in/email`, {
    data: AUTHOR,
    headers: { origin: url },
  });
  if (!answer.ok()) throw new Error(`The sign-in answered ${answer.status()}.`);
  return context;
}

async function newArticle(context, url, seed) {
  const query = `mutation ($input: CreateArticleInput!) {
    createArticle(input: $input) { __typename ... on Refusal { message } ... on Article { id } }
  }`;
  const answer = await context.request.post(`${url}/graphql`, {
    data: { query, variables: { input: longArticle(seed) } },
    headers: { 'apollo-require-preflight': '1' },
  });
  const { data } = await answer.json();
  if (data?.createArticle.__typename !== 'Article') throw new Error(`No article: ${JSON.stringify(data)}`);
  return data.createArticle.id;
}

/** From the moment the key was pressed, as the browser's own clock says, to the moment behind the frame that shows it. */
function watchKeys() {
  window.keyTimes = [];
  window.addEventListener(
    'keydown',
    ({ timeStamp }) => {
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => window.keyTimes.push(performance.now() - timeStamp);
        port2.postMessage(null);
      });
    },
    { capture: true },
  );
}

function percentile(values, share) {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)];
}

async function typeInto(page, keys, progress) {
  const text = 'and keep moving your knee gently while the muscles grow stronger each day ';
  for (let at = 0; at < keys + WARM_UP; at += 1) {
    if (at === WARM_UP) await page.evaluate(() => window.keyTimes.splice(0));
    await page.keyboard.press(text[at % text.length] === ' ' ? 'Space' : text[at % text.length]);
    await page.waitForTimeout(PACE);
    if (at % 20 === 0) progress.to(0.3 + (0.7 * at) / keys, `key ${at} of ${keys}`);
  }
  return page.evaluate(() => window.keyTimes);
}

/** @param options `size`: how many keys are timed */
export function run({ seed, size = GOAL_KEYS, progress }) {
  return withCleanUp(async (defer) => {
    const dataDir = await mkdtemp(join(tmpdir(), 'carepress-bench-'));
    defer(() => rm(dataDir, { recursive: true, force: true }));
    progress.to(0, 'start');
    const { url, stop } = await startedSystem(dataDir);
    defer(stop);
    const browser = await launchChromium();
    defer(() => browser.close());
    const context = await signedIn(browser, url);
    const id = await newArticle(context, url, seed);
    const page = await context.newPage();
    progress.to(0.2, 'editor');
    await page.goto(`${url}/admin/articles/${id}/edit`);
    const body = page.getByRole('textbox', { name: 'Text of the article' });
    await body.locator('p').nth(30).click();
    // The checks have read the whole text once; from here on they run again whenever the hands rest.
    await page.getByText('Reading grade').waitFor();
    await page.evaluate(watchKeys);
    const times = await typeInto(page, size, progress);
    const words = (await body.locator('p').allInnerTexts()).join(' ').split(/\s+/).length;
    await page.getByText(/^Saved \d/).waitFor();
    return {
      p50Ms: rounded(median(times)),
      p95Ms: rounded(percentile(times, 0.95)),
      maxMs: rounded(Math.max(...times)),
      keys: times.length,
      words,
      goals: { p95Ms: '<= 50' },
    };
  });
}
