import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import {
  accessibilityFaults,
  type Browser,
  type BrowserContext,
  newVisitor,
  type Page,
  type Scheme,
  watchForFaults,
} from '../support/browser.js';
import type { RunningSystem } from '../support/running-system.js';
import { openStage } from '../support/stage.js';
import { EditorPage } from './pages/editor-page.js';
import { Frame } from './pages/frame.js';
import { SignInPage } from './pages/sign-in-page.js';

/** A browser on a machine that does other work beside it is slow; each wait in it has a limit of its own. */
jest.setTimeout(240_000);

const MESSY = `<b style="font-weight:normal" id="docs-internal-guid-1"><h1><span style="color:red">How a knee heals</span></h1>
  <p><span style="font-size:14pt">A knee needs </span><span style="font-weight:700">movement</span>.</p>
  <p class="MsoListParagraph"><span style="mso-list:Ignore">·&nbsp;&nbsp;</span>Walk on level ground</p>
  <p class="MsoListParagraph"><span style="mso-list:Ignore">·&nbsp;&nbsp;</span>Use the stairs</p>
  <p><a href="javascript:alert(1)">Read more</a><script>alert(2)</script></p></b>`;

let system: RunningSystem;
let browser: Browser;
const open: BrowserContext[] = [];

beforeAll(async () => {
  [system, browser] = await openStage();
}, 180_000);

afterEach(async () => {
  await Promise.all(open.splice(0).map((context) => context.close()));
});

afterAll(async () => {
  await Promise.all([browser?.close(), system?.stop()]);
}, 180_000);

/** Somebody of the demo, signed in, on the list of articles. */
async function enter(
  role: string,
  scheme: Scheme = 'light',
): Promise<{ page: Page; editor: EditorPage; faults: string[] }> {
  const context = await newVisitor(browser, scheme);
  open.push(context);
  const page = await context.newPage();
  const faults = watchForFaults(page, system.apiUrl);
  const signIn = new SignInPage(page, system.apiUrl);
  await signIn.open();
  await signIn.enterAs(role);
  await new Frame(page).goTo('Articles');
  return { page, editor: new EditorPage(page), faults };
}

describe('writing an article', () => {
  it('goes from nothing to a saved text with an exercise, red flags and a question, by the keyboard alone', async () => {
    const { page, editor, faults } = await enter('Author');
    await editor.begin('Knee pain on the stairs', 'knee pain');
    await page.getByLabel('Summary: the answer in a sentence or two').focus();
    await editor.type('Most knees get better with movement.');
    await page.keyboard.press('Enter');
    await editor.type('## ');
    await editor.type('What helps');
    await page.keyboard.press('Enter');
    await editor.type('Walk each day.');
    await page.keyboard.press('Control+Enter');
    await editor.insert('exercise');
    await editor.type('Stand up slowly from a chair.');
    await page.keyboard.press('Control+Enter');
    await editor.insert('red');
    await editor.type('Call 911 now if you cannot stand on your leg.');
    await page.keyboard.press('Control+Enter');
    await editor.insert('questions');
    await editor.type('May I run?');
    await page.keyboard.press('Enter');
    await editor.type('Yes, when walking is easy.');
    // The question box goes above the red flags: one place up.
    await page.keyboard.press('Alt+Shift+ArrowUp');
    await editor.untilSaved();
    await page.reload();
    await editor.body.waitFor();
    const text = await editor.text();
    const order = ['What helps', 'Walk each day.', 'Stand up slowly', 'May I run?', 'Yes, when', 'Call 911 now'];
    expect(order.map((words) => text.indexOf(words))).toEqual(
      [...order.map((words) => text.indexOf(words))].sort((one, other) => one - other),
    );
    expect(text).toContain('Call 911 now if you cannot stand on your leg.');
    expect(faults).toEqual([]);
  });

  it('fills in the form of an exercise in its place', async () => {
    const { page, editor, faults } = await enter('Author');
    await editor.begin('Knee exercises at home', 'knee pain');
    await editor.body.click();
    await editor.insert('exercise');
    const box = page.getByRole('group', { name: 'Exercise' });
    await box.getByLabel('Name', { exact: true }).fill('Chair stand');
    await box.getByLabel('Sets', { exact: true }).fill('3');
    await box.getByLabel(/^Stop if/).fill('the pain lasts until the next day');
    await box.getByLabel('Repetitions', { exact: true }).fill('10');
    await box.getByRole('button', { name: 'Done' }).click();
    await editor.untilSaved();
    await page.reload();
    await page.getByText('Chair stand').waitFor();
    expect(await editor.text()).toMatch(/Sets\s*3/);
    expect(faults).toEqual([]);
  });

  it('cleans a messy text that is pasted, says what it did, and takes it back whole', async () => {
    const { page, editor, faults } = await enter('Author');
    await editor.begin('How a knee heals', 'knee pain');
    await editor.body.click();
    await editor.type('Before.');
    await page.keyboard.press('Enter');
    await editor.pasteHtml(MESSY);
    const report = page.getByRole('alert').filter({ hasText: 'The pasted text was cleaned' });
    await report.waitFor();
    expect(await report.textContent()).toMatch(/one typed list is a real list now/);
    expect(await editor.body.locator('ul li').allInnerTexts()).toEqual(['Walk on level ground', 'Use the stairs']);
    expect(await editor.body.locator('h2').textContent()).toBe('How a knee heals');
    expect(await editor.body.locator('a, script').count()).toBe(0);
    await report.getByRole('button', { name: 'Undo the paste' }).click();
    expect((await editor.text()).trim()).toBe('Before.');
    await editor.untilSaved();
    expect(faults).toEqual([]);
  });

  it('shows a finding while somebody types, leads to its words and mends them', async () => {
    const { page, editor, faults } = await enter('Author');
    await editor.begin('Using your knee again', 'knee pain');
    await editor.body.click();
    await editor.type('Utilize the stairs each day, and your knee will will get stronger.');
    const rail = page.getByRole('complementary', { name: 'About this text' });
    await rail.getByText(/^Notes/).click();
    const finding = rail.getByRole('button', { name: 'Replace with “use”', exact: false });
    await finding.first().click();
    await editor.body.getByText(/^use the stairs/i).waitFor();
    await page.keyboard.press('Control+z');
    await editor.body.getByText(/^Utilize the stairs/).waitFor();
    expect(faults).toEqual([]);
  });
});

describe('two people, and no connection', () => {
  it('merges what two write in different places, and lets a person decide where they collide', async () => {
    const sam = await enter('Author');
    await sam.editor.begin('Two people write', 'knee pain');
    await sam.editor.body.click();
    await sam.editor.type('First line of the text.');
    await sam.page.keyboard.press('Enter');
    await sam.editor.type('Second line of the text.');
    await sam.page.keyboard.press('Enter');
    await sam.editor.type('Third line of the text.');
    await sam.editor.untilSaved();
    const jo = await enter('Publisher');
    await jo.editor.open(sam.page.url());

    await jo.editor.toEndOf('First line');
    await jo.editor.type(' Jo was here.');
    await jo.editor.untilSaved();
    await sam.editor.toEndOf('Third line');
    await sam.editor.type(' Sam was here.');
    await sam.editor.body.getByText('Jo was here.').waitFor();
    await sam.editor.untilSaved();
    expect(await sam.editor.text()).toMatch(/First line of the text. Jo was here.[\s\S]*Sam was here./);

    await sam.editor.toEndOf('Second line');
    await sam.editor.type(' As Sam says.');
    await sam.editor.untilSaved();
    await jo.editor.toEndOf('Second line');
    await jo.editor.type(' As Jo says.');
    await jo.page.getByRole('heading', { name: /wrote at the same place/ }).waitFor();
    await jo.page.getByRole('radio', { name: 'Keep both, one after the other' }).check();
    await jo.page.getByRole('button', { name: 'Go on writing' }).click();
    await jo.editor.body.waitFor();
    await jo.editor.untilSaved();
    const text = await jo.editor.text();
    for (const words of ['Jo was here.', 'Sam was here.', 'As Sam says.', 'As Jo says.']) expect(text).toContain(words);
  });

  it('keeps what is written offline, through a reload, and saves it on return', async () => {
    const { page, editor } = await enter('Author');
    await editor.begin('Written on a train', 'knee pain');
    await editor.body.click();
    await editor.type('Before the tunnel.');
    await editor.untilSaved();
    // Cut inside the page: a save that is begun while a page is left gets past a route of the browser's driver.
    await page.addInitScript(cutSavesInTunnel);
    await page.reload();
    await editor.body.getByText('Before the tunnel.').waitFor();
    await page.evaluate(() => sessionStorage.setItem('in a tunnel', 'yes'));
    await editor.toEndOf('Before the tunnel.');
    await editor.type(' In the tunnel.');
    await editor.untilState(/^Not saved: offline, kept on this computer/);
    await page.reload();
    await page.getByText('Changes that were kept on this computer are in the text again.').waitFor();
    await page.evaluate(() => sessionStorage.clear());
    await editor.untilSaved();
    await page.reload();
    await editor.body.getByText('Before the tunnel. In the tunnel.').waitFor();
  });
});

describe('the editor', () => {
  it.each(['light', 'dark'] as const)('has no accessibility fault in %s', async (scheme) => {
    const { page, editor } = await enter('Author', scheme);
    const found: Record<string, string[]> = {};
    const check = async (state: string) => {
      found[state] = await accessibilityFaults(page);
    };
    await page.getByRole('link', { name: 'New article' }).click();
    await page.getByRole('button', { name: 'Begin to write' }).waitFor();
    await check('new article');
    await page.goBack();
    await editor.begin(`Every block in ${scheme}`, 'low back pain');
    await editor.body.click();
    for (const block of [
      'exercise',
      'red',
      'caution',
      'key',
      'questions',
      'table',
      'offer',
      'patient',
      'video',
      'steps',
    ]) {
      await editor.insert(block);
      await editor.type('Words of the block.');
      await page.keyboard.press('Control+Enter');
    }
    await page.getByText('Reading grade').waitFor();
    await check('every block');
    await editor.type('/');
    await page.getByRole('listbox', { name: 'Insert' }).waitFor();
    await check('slash menu');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+Shift+k');
    await page.getByRole('textbox', { name: 'Address of the link' }).waitFor();
    await check('link');
    await page.keyboard.press('Escape');
    await page.getByRole('tab', { name: 'Outline' }).click();
    await check('outline');
    expect(Object.entries(found).filter(([, faults]) => faults.length > 0)).toEqual([]);
  });
});

/** Runs in the page before its own code: while the tab is "in a tunnel", a save fails as without a network. */
function cutSavesInTunnel(): void {
  const { fetch } = window;
  window.fetch = (input, init) =>
    sessionStorage.getItem('in a tunnel') && String(init?.body).includes('saveRevision')
      ? Promise.reject(new TypeError('Failed to fetch'))
      : fetch(input, init);
}
