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
    return this.rows.locator('td:nth-child(2)').allInnerTexts();
  }

  /** Opens an article as the keyboard does: j to the first row, Enter. */
  async openFirstByKeyboard(): Promise<void> {
    await this.page.keyboard.press('j');
    await this.page.keyboard.press('Enter');
  }

  async open(title: string): Promise<void> {
    await this.rows.getByRole('link', { name: title }).click();
  }
}
