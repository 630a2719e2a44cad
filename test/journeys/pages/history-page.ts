import type { Page } from '../../support/browser.js';

/** The history beside an article. */
export class HistoryPage {
  constructor(private readonly page: Page) {}

  private entry(number: number) {
    return this.page.getByRole('listitem').filter({ has: this.page.getByText(`Revision ${number}`, { exact: true }) });
  }

  async open(): Promise<void> {
    await this.page.getByRole('tab', { name: 'History' }).click();
    await this.page.getByText('What was live', { exact: true }).waitFor();
  }

  /** Names, approvals and publications of a revision, as they stand on its entry. */
  async about(number: number): Promise<string> {
    return (await this.entry(number).first().textContent()) ?? '';
  }

  async compareWith(number: number): Promise<void> {
    await this.entry(number).first().getByRole('link', { name: 'Compare with the text shown' }).click();
    await this.page.waitForURL((url) => url.searchParams.has('against'));
  }

  async name(number: number, name: string): Promise<void> {
    const entry = this.entry(number).first();
    await entry.getByRole('button', { name: 'Name it' }).click();
    await entry.getByLabel('Name').fill(name);
    await entry.getByRole('button', { name: 'Give this name' }).click();
    await entry.getByText(name, { exact: true }).waitFor();
  }

  /** What a site showed now, by the ledger. */
  async whatIsLive(): Promise<string> {
    await this.page.getByRole('button', { name: 'Look it up' }).click();
    const answer = this.page.getByRole('status').filter({ hasText: /showed/ });
    await answer.waitFor();
    return (await answer.textContent()) ?? '';
  }

  async restore(number: number, reason: string): Promise<void> {
    const entry = this.entry(number).first();
    await entry.getByRole('button', { name: 'Restore', exact: true }).click();
    await entry.getByLabel(/^Why/).fill(reason);
    await entry.getByRole('button', { name: 'Restore this text' }).click();
    await this.page.getByText(`“${reason}”`).waitFor();
  }
}
