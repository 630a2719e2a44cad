import type { Page } from '../../support/browser.js';

/** The timeline of an article beside its text. */
export class HistoryPage {
  constructor(private readonly page: Page) {}

  private entry(number: number) {
    const timeline = this.page.getByRole('tabpanel', { name: 'History' }).getByRole('listitem');
    return timeline.filter({ has: this.page.getByText(`Revision ${number}`, { exact: true }) }).first();
  }

  async open(): Promise<void> {
    await this.page.getByRole('tab', { name: 'History' }).click();
    await this.page.getByRole('tabpanel', { name: 'History' }).getByRole('listitem').first().waitFor();
  }

  /** Compares a revision with the newest one. */
  async compareWith(number: number): Promise<void> {
    await this.entry(number).getByRole('link', { name: 'Compare with the text shown' }).click();
    await this.page.locator('ins, del').first().waitFor();
  }

  /** Brings the text of an earlier revision back as a new one. */
  async restore(number: number, reason: string): Promise<void> {
    const entry = this.entry(number);
    await entry.getByRole('button', { name: 'Restore' }).click();
    await entry.getByLabel(/^Why/).fill(reason);
    await entry.locator('form').getByRole('button', { name: 'Restore this text' }).click();
    await this.page.getByText(reason).waitFor();
  }

  /** What a revision's entry says: who wrote it, who approved it, where it is live. */
  async words(number: number): Promise<string> {
    return (await this.entry(number).textContent()) ?? '';
  }
}
