import type { Page } from '../../support/browser.js';

/** What an article is apart from its words. */
export class AboutPage {
  constructor(private readonly page: Page) {}

  async open(apiUrl: string, articleId: string): Promise<void> {
    await this.page.goto(`${apiUrl}/admin/articles/${articleId}/about`);
    await this.page.getByRole('region', { name: 'Languages' }).getByRole('listitem').first().waitFor();
  }

  /** Gives the article another topic and a condition. */
  async classify(topic: string, condition: string): Promise<void> {
    const card = this.page.getByRole('region', { name: 'What it is about' });
    await card.getByLabel('Topic').fill(topic);
    const list = card.getByRole('combobox', { name: 'Add to: Conditions' });
    const option = list.locator('option', { hasText: condition }).first();
    await option.waitFor({ state: 'attached' });
    await list.selectOption((await option.getAttribute('value')) ?? '');
    await card.getByRole('button', { name: 'Save' }).click();
    await card.getByRole('status').filter({ hasText: 'Saved' }).waitFor();
  }

  /** Gives the article another address in its first language; answers every address the card shows then. */
  async changeAddress(slug: string): Promise<string[]> {
    const card = this.page.getByRole('region', { name: 'Addresses' });
    await card
      .getByRole('button', { name: /^Change/ })
      .first()
      .click();
    await card.getByLabel('Address in English').fill(slug);
    await card.getByRole('button', { name: 'Change the address' }).click();
    await card.getByText('leads on to this article').waitFor();
    await card.getByText(slug, { exact: true }).waitFor();
    return card.locator('.code').allTextContents();
  }

  /** Puts another article beside this one by hand. */
  async putBeside(title: string): Promise<void> {
    const card = this.page.getByRole('region', { name: 'Beside this article' });
    await card.getByRole('button', { name: 'Add an article' }).click();
    await card.getByRole('searchbox').fill(title);
    await card.getByRole('list', { name: 'Articles found' }).getByRole('button', { name: title }).click();
    await card.getByText('Put here by hand').waitFor();
  }

  /** Begins the Spanish text; answers when both texts stand side by side. */
  async translate(slug: string): Promise<void> {
    const card = this.page.getByRole('region', { name: 'Languages' });
    await card.getByRole('button', { name: 'Translate' }).click();
    await card.getByLabel('Address in Spanish').fill(slug);
    await card.getByRole('button', { name: 'Begin the translation' }).click();
    await this.page.getByRole('region', { name: 'Source beside it' }).getByRole('article').waitFor();
  }
}
