import type { Page } from '../../support/browser.js';

export type RailTab = 'Checks' | 'Review' | 'Comments' | 'History' | 'Live';

/** One article with its rail and its bar. */
export class ArticlePage {
  constructor(private readonly page: Page) {}

  async title(): Promise<string> {
    return (await this.page.getByRole('heading', { level: 1 }).textContent()) ?? '';
  }

  /** The text as its readers see it. */
  async text(): Promise<string> {
    return (await this.page.getByRole('region', { name: 'Text of the article' }).textContent()) ?? '';
  }

  async openTab(tab: RailTab): Promise<void> {
    const handle = this.page.getByRole('tab', { name: tab });
    await handle.click();
    await this.page.getByRole('tabpanel', { name: tab }).waitFor();
  }

  /** The sentence of the bar: what is true, and who takes the next step. */
  async truth(): Promise<string> {
    return (await this.page.getByRole('region', { name: 'Next step' }).locator('p').first().textContent()) ?? '';
  }
}
