import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Webhook } from 'standardwebhooks';
import { accessibilityFaults, type Browser, newVisitor, type Page, watchForFaults } from '../support/browser.js';
import type { RunningSystem } from '../support/running-system.js';
import { openStage } from '../support/stage.js';
import { answering, startReceiver, type WebhookReceiver } from '../support/webhook-receiver.js';
import { Frame } from './pages/frame.js';
import { PublishingPage } from './pages/publishing-page.js';
import { SignInPage } from './pages/sign-in-page.js';

const SCREENS = [
  '/admin/publishing',
  '/admin/publishing?at=2026-11-20',
  '/admin/publishing/calendar',
  '/admin/publishing/calendar?view=list',
  '/admin/publishing/releases',
  '/admin/publishing/releases/new?site=harbor',
  '/admin/publishing/deliveries?site=harbor',
  '/admin/publishing/destinations?site=harbor',
  '/admin/publishing/recalls?site=harbor',
  '/admin/publishing/recalls/new',
];
const ZONE = 'America/Los_Angeles';

// biome-ignore lint/suspicious/noExplicitAny: a test looks into answers of any shape.
type Answered = any;

/** Asks the API as the person who is signed in on this page. */
function ask(page: Page, query: string, variables: object = {}): Promise<Answered> {
  return page.evaluate(
    async (body) => {
      const headers = { 'content-type': 'application/json', 'apollo-require-preflight': '1' };
      const answer = await fetch('/graphql', { method: 'POST', headers, body: JSON.stringify(body) });
      return ((await answer.json()) as { data: unknown }).data;
    },
    { query, variables },
  );
}

/** Waits until something is so, however busy the machine is. */
async function until(what: () => Promise<boolean> | boolean): Promise<void> {
  for (const end = Date.now() + 180_000; Date.now() < end; await new Promise((done) => setTimeout(done, 200))) {
    if (await what()) return;
  }
  throw new Error('It did not become so.');
}

/** The first full minute on the clinic's clock that leaves time to fill in the form. */
function nextMinute(): string {
  const at = new Date(Math.ceil((Date.now() + 20_000) / 60_000) * 60_000);
  return new Intl.DateTimeFormat('sv', { timeZone: ZONE, dateStyle: 'short', timeStyle: 'short' })
    .format(at)
    .replace(' ', 'T');
}

describe('publishing, from the schedule to the last receiver', () => {
  let system: RunningSystem;
  let browser: Browser;
  let receiver: WebhookReceiver;
  let page: Page;
  let publishing: PublishingPage;
  let faults: string[];
  let secret: string;
  let article: { id: string; newestRevision: { id: string; title: string } };

  beforeAll(async () => {
    receiver = await startReceiver();
    process.env.CAREPRESS_ALLOW_HOSTS = receiver.host;
    [system, browser] = await openStage();
    page = await (await newVisitor(browser)).newPage();
    faults = watchForFaults(page, system.apiUrl);
    const signIn = new SignInPage(page, system.apiUrl);
    await signIn.open();
    await signIn.enterAs('Publisher');
    publishing = new PublishingPage(page, system.apiUrl);
    const { articles } = await ask(
      page,
      '{ articles(status: APPROVED, site: "harbor") { edges { node { id newestRevision { id title } } } } }',
    );
    article = articles.edges[0].node;
  }, 240_000);

  afterAll(async () => {
    delete process.env.CAREPRESS_ALLOW_HOSTS;
    await Promise.all([browser?.close(), system?.stop(), receiver?.close()]);
  }, 60_000);

  it('adds a destination, shows its secret once, and tests the connection', async () => {
    secret = await publishing.addWebhook('Main website', receiver.url);
    await publishing.testConnection();
    expect(receiver.received).toHaveLength(1);
    const [test] = receiver.received;
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(() => new Webhook(secret).verify(test!.body, test!.headers as Record<string, string>)).not.toThrow();
  }, 300_000);

  it('says in words that an hour is skipped, and schedules at one that exists', async () => {
    await publishing.openArticle(article.id);
    expect(await publishing.sentenceAbout('2027-03-14T02:30')).toMatch(/does not exist on that day. Choose 03:30/);
    await publishing.publishAt(nextMinute());
    await page.goto(`${system.apiUrl}/admin/publishing/calendar?site=harbor&view=list`);
    await page.getByRole('link', { name: article.newestRevision.title }).first().waitFor();
  }, 300_000);

  it('goes live at that time, on the site and at the receiver', async () => {
    const query = 'query ($id: ID!) { article(id: $id) { publications { state pageUrl } } }';
    const live = async () =>
      (await ask(page, query, { id: article.id })).article.publications.find((one: Answered) => one.state === 'LIVE');
    await until(async () => (await live()) !== undefined);
    const { pageUrl } = await live();
    expect((await fetch(pageUrl)).status).toBe(200);
    await until(() => receiver.received.length > 1);
    expect(JSON.parse(receiver.received[1]!.body)).toMatchObject({ type: 'article.published' });

    // From here on the receiver says that it is gone.
    receiver.answer = answering(410);
    await publishing.openArticle(article.id);
    await publishing.withdraw('A dose was wrong.');
    await until(async () => (await fetch(pageUrl)).status === 410);
  }, 300_000);

  it('switches a destination on again that was gone, and sends again what it missed, under the same id', async () => {
    await until(() => receiver.received.length > 2);
    receiver.answer = answering(204);
    await publishing.openDestination('Main website');
    await page.getByText('It answered that it is gone').waitFor();
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: 'light' });
    await publishing.switchOn();
    await publishing.openDeliveries('CANCELLED');
    await publishing.sendAgain(article.newestRevision.title);
    await until(() => receiver.received.length > 3);
    const [missed, again] = receiver.received.slice(2);
    expect(again!.headers['webhook-id']).toBe(missed!.headers['webhook-id']);
    expect(JSON.parse(again!.body)).toMatchObject({ type: 'article.withdrawn' });
  }, 300_000);

  it('recalls the text, and says how far that is', async () => {
    await publishing.openArticle(article.id);
    await publishing.recall('The dose in it was wrong.');
    for (const colorScheme of ['dark', 'light'] as const) {
      await page.emulateMedia({ colorScheme });
      expect([colorScheme, ...(await accessibilityFaults(page))]).toEqual([colorScheme]);
    }
    const { publish } = await ask(
      page,
      `mutation ($id: ID!) { publish(input: { site: "harbor", revisionId: $id }) { ... on Refusal { code } } }`,
      { id: article.newestRevision.id },
    );
    expect(publish).toEqual({ code: 'REVISION_RECALLED' });
  }, 300_000);

  it.each(['light', 'dark'] as const)(
    'has no fault that the accessibility checker finds, %s',
    async (scheme) => {
      await page.emulateMedia({ colorScheme: scheme });
      const found: Record<string, string[]> = {};
      for (const place of SCREENS) {
        await page.goto(system.apiUrl + place);
        await page.getByRole('heading', { level: 1 }).waitFor();
        await new Frame(page).settled();
        found[place] = await accessibilityFaults(page);
      }
      expect(found).toEqual(Object.fromEntries(SCREENS.map((place) => [place, []])));
    },
    300_000,
  );

  it('meets no fault of any page on the way', () => {
    expect(faults).toEqual([]);
  });
});
