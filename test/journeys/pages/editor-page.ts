import type { Page } from '../../support/browser.js';

/** The editor of one article. */
export class EditorPage {
  constructor(private readonly page: Page) {}

  get body() {
    return this.page.getByRole('textbox', { name: 'Text of the article' });
  }

  /** Begins an article from the list; answers when its editor stands. */
  async begin(title: string, topic: string): Promise<void> {
    await this.page.getByRole('link', { name: 'New article' }).click();
    await this.page.getByRole('heading', { level: 1, name: 'New article' }).waitFor();
    await this.page.getByLabel('Title').fill(title);
    await this.page.getByLabel('Topic').fill(topic);
    const site = this.page.locator('form').getByRole('combobox', { name: 'Site' });
    await site.selectOption((await site.locator('option', { hasText: 'Harbor' }).textContent()) ?? '');
    await this.page.getByRole('button', { name: 'Begin to write' }).click();
    await this.body.waitFor();
  }

  async open(address: string): Promise<void> {
    await this.page.goto(address);
    await this.body.waitFor();
  }

  /** Goes behind the last block and begins a new line there. */
  async toNewLine(): Promise<void> {
    await this.body.press('Control+End');
    await this.page.keyboard.press('Control+Enter');
  }

  /** Puts a block in by the menu of the slash, as somebody does who knows its name. */
  async insert(name: string): Promise<void> {
    await this.page.keyboard.type(`/${name}`);
    const menu = this.page.getByRole('listbox', { name: 'Insert' });
    await menu.getByRole('option', { selected: true }).waitFor();
    await this.page.keyboard.press('Enter');
    await menu.waitFor({ state: 'detached' });
  }

  async type(words: string): Promise<void> {
    await this.page.keyboard.type(words);
  }

  /** Waits for a state of saving, in the words of the screen. */
  async untilState(words: RegExp): Promise<void> {
    await this.page.locator('header').getByText(words).waitFor();
  }

  async untilSaved(): Promise<void> {
    await this.untilState(/^Saved /);
  }

  /** The words of the body, block after block. */
  async text(): Promise<string> {
    return (await this.body.allInnerTexts()).join('\n');
  }

  /** Pastes foreign HTML where the cursor is. */
  async pasteHtml(html: string): Promise<void> {
    await this.body.evaluate((element, data) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/html', data);
      element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    }, html);
  }

  /** Puts the cursor at the end of the line with these words. */
  async toEndOf(words: string): Promise<void> {
    await this.body.locator('p', { hasText: words }).first().click();
    await this.page.keyboard.press('End');
  }

  async summary(words: string): Promise<void> {
    await this.page.getByLabel('Summary: the answer in a sentence or two').fill(words);
  }

  /** What the cleaning of a pasted text says that it did. */
  async pasteReport(): Promise<string> {
    const report = this.page.getByRole('alert').filter({ hasText: 'The pasted text was cleaned' });
    await report.waitFor();
    const words = (await report.textContent()) ?? '';
    await report.getByRole('button', { name: 'Keep it' }).click();
    return words;
  }

  /** Takes the fix that a finding offers. */
  async mend(offer: string): Promise<void> {
    const rail = this.page.getByRole('complementary', { name: 'About this text' });
    const fix = rail.getByRole('button', { name: offer, exact: true });
    await rail.getByRole('heading').first().waitFor();
    const notes = rail.locator('details:not([open]) > summary');
    await fix.or(notes).first().waitFor({ state: 'attached' });
    while ((await notes.count()) > 0) await notes.first().click();
    await fix.first().click();
  }

  /** Selects a whole line and names its source by PMID: a new one is added with its title. */
  async cite(line: string, pmid: string, title: string): Promise<void> {
    await this.selectLine(line);
    await this.page.getByRole('button', { name: 'Cite', exact: true }).click();
    const look = this.page.getByLabel('PMID, DOI, address or words of a title');
    await look.fill(pmid);
    const known = this.page.getByRole('list', { name: 'Sources found' }).getByRole('button');
    const unknown = this.page.getByLabel('Title of the source');
    await known.or(unknown).first().waitFor();
    if (await unknown.isVisible()) await unknown.fill(title);
    await look.press('Enter');
    await look.waitFor({ state: 'detached' });
  }

  /** Writes other words in the place of a line. */
  async replaceLine(line: string, words: string): Promise<void> {
    await this.selectLine(line);
    await this.page.keyboard.type(words);
    await this.body.getByText(words).waitFor();
  }

  /** Ends the visit; answers when the article's own screen stands. */
  async finish(): Promise<void> {
    await this.page.getByRole('button', { name: 'Finish writing' }).click();
    await this.page.getByRole('tab', { name: 'History' }).waitFor();
  }

  /** A drawing of the editor between two keys may take the selection away; then it is made again. */
  private async selectLine(words: string): Promise<void> {
    for (let tries = 5; ; tries -= 1) {
      await this.body.locator('p', { hasText: words }).first().click();
      await this.page.keyboard.press('Home');
      await this.page.keyboard.press('Shift+End');
      const selected = await this.page.evaluate(() => String(getSelection()));
      if (selected.includes(words)) return;
      if (tries === 0) throw new Error(`"${words}" cannot be selected, only "${selected}".`);
    }
  }
}
