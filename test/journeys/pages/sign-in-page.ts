import { type Browser, newVisitor, type Page, watchForFaults } from '../../support/browser.js';

/** A fresh visitor who is signed in as a person of the demo. What the page must never do is collected in `faults`. */
export async function enterAs(browser: Browser, apiUrl: string, role: string, faults: string[][]): Promise<Page> {
  const page = await (await newVisitor(browser)).newPage();
  faults.push(watchForFaults(page, apiUrl));
  const signIn = new SignInPage(page, apiUrl);
  await signIn.open();
  await signIn.enterAs(role);
  return page;
}

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

  /** Answers when a person is in. */
  async arrived(): Promise<void> {
    await this.page.getByRole('heading', { level: 1, name: /^Good / }).waitFor();
  }

  /** Gives a code in the second step; answers the sentence that refused it, and nothing when it was taken. */
  async giveCode(code: string): Promise<string> {
    await this.page.getByLabel('Code', { exact: true }).fill(code);
    await this.page.getByRole('button', { name: 'Go on' }).click();
    const refused = this.page.getByRole('alert');
    await refused
      .or(this.page.getByRole('heading', { level: 1, name: /^Good / }))
      .first()
      .waitFor();
    return (await refused.count()) > 0 ? ((await refused.textContent()) ?? '') : '';
  }

  async byPasskey(): Promise<void> {
    await this.page.getByRole('button', { name: 'Sign in with a passkey' }).click();
  }

  /** Asks for a link; answers the sentence of the screen. */
  async forgot(email: string): Promise<string> {
    await this.page.goto(`${this.apiUrl}/admin/forgot-password`);
    await this.page.getByLabel('E-mail').fill(email);
    await this.page.getByRole('button', { name: 'Send me a link' }).click();
    return this.notice('status');
  }

  /** Opens the link of a letter and gives a password; answers when the screen has said what became of it. */
  async choosePassword(link: string, password: string): Promise<void> {
    await this.page.goto(link);
    await this.page.getByLabel('New password').fill(password);
    await this.page.getByLabel('The same again').fill(password);
    await this.page.getByRole('button', { name: 'Save the password' }).click();
    await this.page.getByRole('status').or(this.page.getByRole('alert')).first().waitFor();
  }

  /** The sentence of the screen: good news is a status, a refusal an alert. */
  async notice(role: 'status' | 'alert'): Promise<string> {
    return (await this.page.getByRole(role).first().textContent()) ?? '';
  }
}
