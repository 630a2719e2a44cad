import type { Page } from '../../support/browser.js';

/** The sign-in screen. */
export class SignInPage {
  constructor(
    private readonly page: Page,
    private readonly apiUrl: string,
  ) {}

  async open(): Promise<void> {
    await this.page.goto(`${this.apiUrl}/admin/`);
    await this.page.getByRole('heading', { name: 'Sign in', exact: true }).waitFor();
  }

  async signIn(email: string, password: string): Promise<void> {
    await this.page.getByLabel('E-mail').fill(email);
    await this.page.getByLabel('Password', { exact: true }).fill(password);
    await this.page.getByRole('button', { name: 'Sign in', exact: true }).click();
  }

  /** One click on a person of the demo, by their role; answers when the home screen stands. */
  async enterAs(role: string): Promise<void> {
    await this.page.getByRole('button', { name: role }).first().click();
    await this.page.getByRole('heading', { level: 1, name: /^Good / }).waitFor();
  }

  /** The sentence that says why a sign-in failed. */
  async refusal(): Promise<string> {
    return (await this.page.getByRole('alert').textContent()) ?? '';
  }
}
