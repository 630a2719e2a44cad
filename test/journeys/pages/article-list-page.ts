import type { Page } from '../../support/browser.js';

/** The list of articles. */
export class ArticleListPage {
  constructor(private readonly page: Page) {}

  private get rows() {
    return this.page.getByRole('table', { name: 'Articles' }).locator('tbody tr');
  }

  /** The titles on the screen, in their order. */
  async titles(): Promise<string[]> {
    await this.rows.first().waitFor();
    return this.rows.getByRole('link').allInnerTexts();
  }

  /** Types into the search and waits until the address carries it and the list has answered. */
  async search(words: string): Promise<void> {
    await this.page.getByRole('searchbox', { name: 'Search titles' }).fill(words);
    await this.page.waitForURL((url) => url.searchParams.get('q') === (words || null));
    await this.page.locator('[aria-busy="true"]').first().waitFor({ state: 'detached' });
  }

  async chooseStatus(word: string): Promise<void> {
    await this.page.getByRole('combobox', { name: 'Status' }).selectOption({ label: word });
    await this.page.waitForURL((url) => url.searchParams.has('status'));
    await this.page.locator('[aria-busy="true"]').first().waitFor({ state: 'detached' });
  }

  /** The words of the status column. */
  async statuses(): Promise<string[]> {
    await this.rows.first().waitFor();
    return this.rows.locator('td[data-column="status"]').allInnerTexts();
  }

  /** Opens an article as the keyboard does: j to the first row, Enter. */
  async openFirstByKeyboard(): Promise<void> {
    await this.page.keyboard.press('j');
    await this.page.keyboard.press('Enter');
  }

  async open(title: string): Promise<void> {
    await this.rows.getByRole('link', { name: title }).click();
  }

  /** Selects the first rows as the keyboard does: j to each, x. */
  async selectByKeyboard(count: number): Promise<void> {
    await this.rows.first().waitFor();
    for (let row = 0; row < count; row += 1) {
      await this.page.keyboard.press('j');
      await this.page.locator(`[data-row="${row}"]:focus`).waitFor();
      await this.page.keyboard.press('x');
    }
    await this.page.getByRole('region', { name: 'Selected articles' }).waitFor();
  }

  /** A bulk step that needs no more than its name. */
  async bulk(step: 'Archive'): Promise<void> {
    const bar = this.page.getByRole('region', { name: 'Selected articles' });
    await bar.getByRole('button', { name: step, exact: true }).click();
    await bar.locator('form').getByRole('button', { name: step, exact: true }).click();
  }

  /** What became of each article. */
  async report(): Promise<string> {
    const report = this.page.getByRole('region', { name: 'What became of each article' });
    await report.waitFor();
    return (await report.textContent()) ?? '';
  }

  async saveView(name: string): Promise<void> {
    await this.page.getByRole('button', { name: 'Save this view' }).click();
    await this.page.getByLabel('Name of the view').fill(name);
    await this.page.getByRole('button', { name: 'Save', exact: true }).click();
    await this.page.getByRole('button', { name, exact: true }).waitFor();
  }

  async openView(name: string): Promise<void> {
    await this.page.getByRole('button', { name, exact: true }).click();
    await this.page.locator('[aria-busy="true"]').first().waitFor({ state: 'detached' });
  }
}
