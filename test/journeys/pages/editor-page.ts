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
}
