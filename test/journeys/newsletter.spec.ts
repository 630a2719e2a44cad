import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { accessibilityFaults, type Browser, newVisitor, type Page, watchForFaults } from '../support/browser.js';
import type { RunningSystem } from '../support/running-system.js';
import { openStage } from '../support/stage.js';
import { NewsletterPage } from './pages/newsletter-page.js';
import { SignInPage } from './pages/sign-in-page.js';

const READERS = ['ana@patients.example', 'ben@patients.example', 'cho@patients.example'];
const LIST = `Name,E-mail,Interests\n${READERS.map((address) => `Reader,${address},Knee|Juggling`).join('\n')}\nNobody,no address,\n`;
const CONSENT = 'Ticked the box for news on the paper form of 2024.';
const WORDS = { subject: 'Moving well', preheader: 'Two guides.', intro: 'News from your clinic.' };

interface Mail {
  readonly subject: string;
  readonly to: readonly { readonly address: string }[];
  readonly text?: string;
}

describe('a newsletter, from the list of people to what became of each', () => {
  let system: RunningSystem;
  let browser: Browser;
  let publisher: Page;
  let reviewer: Page;
  let screen: NewsletterPage;
  const faults: string[][] = [];
  let order: string[];

  async function enter(role: string): Promise<Page> {
    const page = await (await newVisitor(browser)).newPage();
    faults.push(watchForFaults(page, system.apiUrl));
    const signIn = new SignInPage(page, system.apiUrl);
    await signIn.open();
    await signIn.enterAs(role);
    return page;
  }

  async function mails(): Promise<Mail[]> {
    const all = (await (await fetch(`${system.inboxUrl}/api/email`)).json()) as Mail[];
    return all.filter(({ subject }) => subject.startsWith('Moving well'));
  }

  beforeAll(async () => {
    [system, browser] = await openStage();
    [publisher, reviewer] = await Promise.all([enter('Publisher'), enter('Clinical reviewer')]);
    screen = new NewsletterPage(publisher, system.apiUrl);
  }, 240_000);

  afterAll(async () => {
    await Promise.all([browser?.close(), system?.stop()]);
  }, 60_000);

  it('takes a list in, after having shown what would become of each line', async () => {
    const said = await screen.importList(LIST, CONSENT);
    expect(said).toContain('4 lines read. Nothing is changed yet.');
    expect(said).toContain('1 is not an address');
    expect(await screen.takenOver()).toEqual(['Knee · English', 'Not one of your interests, left out: “Juggling”.']);
    expect(await accessibilityFaults(publisher)).toEqual([]);
  }, 300_000);

  it('composes an issue of two articles in the order somebody chose', async () => {
    order = await screen.compose(WORDS);
    expect(order).toHaveLength(2);
    expect(await screen.order()).toEqual(order);
    await screen.previewed(WORDS.intro);
    expect(await screen.whyNotSent()).toContain('once a second person has approved it');
    await screen.testTo('Sam', 'Maya');
    expect(await accessibilityFaults(publisher)).toEqual([]);
  }, 300_000);

  it('is approved by a second person; a change afterwards ends that', async () => {
    const second = new NewsletterPage(reviewer, system.apiUrl);
    await second.openIssue(publisher.url());
    await second.previewed(order[0]!);
    await second.approve();
    expect(await accessibilityFaults(reviewer)).toEqual([]);
    await publisher.reload();
    await screen.rename('Moving well this week');
    expect(await screen.whyNotSent()).toContain('once a second person has approved it');
    await reviewer.reload();
    await second.approve();
  }, 300_000);

  it('is sent once to everybody, and the counts add up', async () => {
    await publisher.reload();
    const question = await screen.send();
    expect(question).toMatch(/Send this issue of Harbor Physio to \d+ people now\? It cannot be taken back\./);
    const result = await screen.result();
    const count = /to (\d+) people/.exec(question)?.[1];
    expect(result).toEqual({ 'Handed over': count, 'Written down when sending began': count });
    for (const colorScheme of ['dark', 'light'] as const) {
      await publisher.emulateMedia({ colorScheme });
      expect([colorScheme, ...(await accessibilityFaults(publisher))]).toEqual([colorScheme]);
    }
    const got = await mails();
    expect(got).toHaveLength(Number(count));
    const readers = got.filter(({ to }) => to.some(({ address }) => READERS.includes(address)));
    expect(readers).toHaveLength(READERS.length);
    const text = readers[0]?.text ?? '';
    expect(order.map((title) => text.indexOf(title)).every((at, i, all) => at >= 0 && at >= (all[i - 1] ?? 0))).toBe(
      true,
    );
  }, 300_000);

  it('says what mailboxes miss about the domain of the sender, and that nothing waits for it in a sandbox', async () => {
    const said = await screen.checkDomain();
    expect(said).toContain('messages stay in a sandbox');
    expect(said).toContain('v=DMARC1; p=none');
    expect(await accessibilityFaults(publisher)).toEqual([]);
  }, 300_000);

  it('meets no fault of any page on the way', () => {
    expect(faults.flat()).toEqual([]);
  });
});
