import type { Page } from '../../support/browser.js';

/** A revision as each of its readers would get it. */
export class PreviewPage {
  constructor(private readonly page: Page) {}

  async openFromArticle(): Promise<void> {
    await this.page.getByRole('link', { name: 'Preview' }).click();
    await this.page.getByRole('radiogroup', { name: 'Show it as' }).waitFor();
  }

  /** Chooses a form; answers its words. */
  async as(form: 'Web page' | 'Phone' | 'E-mail' | 'Plain text'): Promise<string> {
    await this.page.getByText(form, { exact: true }).click();
    const frame = this.page.frameLocator(`iframe[title="Preview: ${form}"]`);
    await frame.locator('body :visible').first().waitFor();
    return (await frame.locator('body').textContent()) ?? '';
  }
}
