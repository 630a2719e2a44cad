import type { Page } from '../../support/browser.js';

/** One's own account. */
export class AccountPage {
  constructor(
    private readonly page: Page,
    private readonly apiUrl: string,
  ) {}

  async open(): Promise<void> {
    await this.page.goto(`${this.apiUrl}/admin/account`);
    await this.page.getByRole('region', { name: 'Passkeys' }).waitFor();
  }

  async signOut(): Promise<void> {
    await this.page.getByRole('button', { name: 'Sign out' }).click();
    await this.page.getByRole('heading', { name: 'Sign in', exact: true }).waitFor();
  }

  async addPasskey(name: string): Promise<void> {
    await this.page.getByLabel('What to call this device').fill(name);
    await this.page.getByRole('button', { name: 'Add a passkey' }).click();
    await this.page.getByRole('button', { name: `Remove ${name}` }).waitFor();
  }

  async removePasskey(name: string): Promise<void> {
    const button = this.page.getByRole('button', { name: `Remove ${name}` });
    await button.click();
    await button.waitFor({ state: 'detached' });
  }

  /** Sets a second factor up with a code of the secret that the screen shows. */
  async enrol(password: string, codeOf: (secret: string) => string): Promise<{ secret: string; recovery: string[] }> {
    const card = this.page.getByRole('region', { name: 'Second factor' });
    await card.getByLabel('Your password now').fill(password);
    await card.getByRole('button', { name: 'Set up a second factor' }).click();
    await card.getByRole('img', { name: 'QR code' }).waitFor();
    const secret = (await card.locator('code').first().textContent()) ?? '';
    const recovery = ((await card.locator('[data-recovery]').textContent()) ?? '').split(/\s+/);
    await card.getByLabel('Code', { exact: true }).fill(codeOf(secret));
    await card.getByRole('button', { name: 'Turn it on' }).click();
    await card.getByRole('status').waitFor();
    return { secret, recovery };
  }

  async removeSecondFactor(password: string): Promise<void> {
    const card = this.page.getByRole('region', { name: 'Second factor' });
    await card.getByLabel('Your password now').fill(password);
    await card.getByRole('button', { name: 'Remove the second factor' }).click();
    await card.getByRole('button', { name: 'Set up a second factor' }).waitFor();
  }
}
