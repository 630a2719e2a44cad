import type { Page } from '../../support/browser.js';

/** A revision as its readers would get it. */
export class PreviewPage {
  constructor(private readonly page: Page) {}

  async openFromArticle(): Promise<void> {
    await this.page.getByRole('link', { name: 'Preview' }).click();
    await this.page.waitForURL(/\/preview\//);
  }

  /** The words in the frame, once it shows this form. */
  async shownAs(form: 'Web page' | 'Phone' | 'E-mail' | 'Plain text' | 'Handout'): Promise<string> {
    await this.page.getByText(form, { exact: true }).click();
    const frame = this.page.frameLocator(`iframe[title="Preview: ${form}"]`).locator('body');
    await frame.waitFor();
    return (await frame.textContent()) ?? '';
  }

  async back(): Promise<void> {
    await this.page.getByRole('link', { name: 'Back to the article' }).click();
    await this.page.getByRole('region', { name: 'Next step' }).waitFor();
  }
}
