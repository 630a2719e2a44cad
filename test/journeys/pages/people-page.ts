import type { Page } from '../../support/browser.js';

/** The people of a site. */
export class PeoplePage {
  constructor(
    private readonly page: Page,
    private readonly apiUrl: string,
  ) {}

  async open(): Promise<void> {
    await this.page.goto(`${this.apiUrl}/admin/people?site=harbor`);
    await this.page.getByRole('heading', { level: 1, name: 'People' }).waitFor();
  }

  async invite(name: string, email: string, role: string): Promise<void> {
    await this.page.getByRole('button', { name: 'Invite a person' }).click();
    const form = this.page.getByRole('form', { name: 'Invite a person' });
    await form.getByLabel('Name').fill(name);
    await form.getByLabel('E-mail').fill(email);
    await form.getByRole('checkbox', { name: role }).setChecked(true);
    await form.getByRole('button', { name: 'Send the invitation' }).click();
    await form.getByRole('status').waitFor();
  }

  async deactivate(name: string): Promise<void> {
    await this.page.getByRole('link', { name }).click();
    await this.page.getByRole('button', { name: 'Deactivate' }).click();
    await this.page.getByRole('button', { name: 'Let them in again' }).waitFor();
  }
}
