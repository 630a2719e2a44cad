import type { Page } from '../../support/browser.js';

/** A file as it is dropped: its name and its words. */
export interface DroppedFile {
  readonly name: string;
  readonly text: string;
}

/** The screen on which files become articles. */
export class ImportPage {
  constructor(
    private readonly page: Page,
    private readonly origin: string,
  ) {}

  async open(): Promise<void> {
    await this.page.goto(`${this.origin}/admin/articles/import`);
    await this.page.getByRole('heading', { level: 1, name: 'Import texts' }).waitFor();
  }

  /** Uploads files and waits until the worker is through. */
  async upload(files: readonly DroppedFile[], topic: string): Promise<void> {
    const chosen = files.map(({ name, text }) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(text) }));
    await this.page.getByLabel(/^Drop files or folders here/).setInputFiles(chosen);
    await this.page.getByLabel('Topic').fill(topic);
    await this.page.getByRole('button', { name: 'Import', exact: true }).click();
    await this.page.getByRole('status').filter({ hasText: 'Done' }).waitFor({ timeout: 60_000 });
  }

  async counts(): Promise<string> {
    const region = this.page.getByRole('region', { name: 'What became of it' });
    return (await region.locator('span.soft').first().textContent()) ?? '';
  }

  async openReport(): Promise<void> {
    await this.page
      .getByRole('button', { name: /^Show the report/ })
      .first()
      .click();
    await this.page.getByRole('heading', { name: 'Left out of the article' }).waitFor();
  }

  async stateRights(note: string): Promise<void> {
    await this.page.getByLabel('What it stands on').fill(note);
    await this.page.getByRole('button', { name: 'State it' }).click();
    await this.page.getByText(`Stated: ${note}`).waitFor();
  }

  async putFirstDropBack(): Promise<void> {
    await this.page.getByRole('button', { name: 'Put it back' }).first().click();
    await this.page.getByText('Is in the text again').first().waitFor();
  }

  /** Moves every passage that reads like advertising. */
  async moveAll(): Promise<void> {
    const move = this.page.getByRole('button', { name: 'Move to a call to action' });
    for (let left = await move.count(); left > 0; left -= 1) {
      await move.first().click();
      await move.nth(left - 1).waitFor({ state: 'detached' });
    }
    await this.page.getByText('No passage reads like advertising.').waitFor();
  }

  async openArticle(title: string): Promise<void> {
    await this.page.getByRole('link', { name: title }).first().click();
    await this.page.getByRole('region', { name: 'Next step' }).waitFor();
  }
}
