import type { Page } from '../../support/browser.js';

/** The screens of publishing, and the form and panel of an article that lead there. */
export class PublishingPage {
  constructor(
    private readonly page: Page,
    private readonly apiUrl: string,
  ) {}

  /** Adds a webhook and answers its secret, which is shown once. */
  async addWebhook(name: string, url: string): Promise<string> {
    await this.page.goto(`${this.apiUrl}/admin/publishing/destinations?site=harbor`);
    await this.page.getByRole('button', { name: 'Add a destination' }).first().click();
    const form = this.page.getByRole('form', { name: 'Add a destination' });
    await form.getByLabel('Name').fill(name);
    await form.getByLabel('Address').fill(url);
    await form.getByRole('button', { name: 'Add it' }).click();
    const made = this.page.getByRole('region', { name: /^This secret is shown once/ });
    const secret = (await made.locator('code').textContent()) ?? '';
    await made.getByRole('button', { name: 'I have kept it' }).click();
    await this.page.getByRole('heading', { level: 1, name }).waitFor();
    return secret;
  }

  /** On the screen of a destination: sends a test and waits until it says that it was reached. */
  async testConnection(): Promise<void> {
    await this.page.getByRole('button', { name: 'Send a test' }).click();
    await this.page.getByRole('status').filter({ hasText: 'It is reached.' }).waitFor();
  }

  async openDestination(name: string): Promise<void> {
    await this.page.goto(`${this.apiUrl}/admin/publishing/destinations?site=harbor`);
    await this.page.getByRole('link', { name }).click();
    await this.page.getByRole('heading', { level: 1, name }).waitFor();
  }

  async switchOn(): Promise<void> {
    await this.page.getByRole('button', { name: 'Switch on again' }).click();
    await this.page.getByRole('button', { name: 'Pause' }).waitFor();
  }

  async openArticle(id: string): Promise<void> {
    await this.page.goto(`${this.apiUrl}/admin/articles/${id}?tab=live`);
    await this.page.getByRole('region', { name: 'Next step' }).waitFor();
  }

  /** Publishes the open article at a time of its site's clock, such as `2026-11-22T09:30`. */
  async publishAt(wall: string): Promise<void> {
    await this.page.getByRole('button', { name: 'Publish', exact: true }).click();
    await this.page.getByRole('radio', { name: 'At a time' }).check();
    await this.page.getByLabel('Goes live at').fill(wall);
    await this.page.getByText('Nothing stands in the way').waitFor();
    await this.page.getByRole('button', { name: 'Schedule', exact: true }).click();
    await this.page.getByText('goes live on', { exact: false }).first().waitFor();
  }

  /** The sentence that a time which does not exist brings; the form is left as it was. */
  async sentenceAbout(wall: string): Promise<string> {
    await this.page.getByRole('button', { name: 'Publish', exact: true }).click();
    await this.page.getByRole('radio', { name: 'At a time' }).check();
    await this.page.getByLabel('Goes live at').fill(wall);
    const sentence = await this.page.getByRole('alert').filter({ hasText: 'Clocks in' }).textContent();
    await this.page.getByRole('button', { name: 'Cancel' }).click();
    return sentence ?? '';
  }

  async withdraw(reason: string): Promise<void> {
    await this.page.getByRole('button', { name: 'Withdraw', exact: true }).click();
    await this.page.getByLabel('Why it is withdrawn').fill(reason);
    await this.page.getByRole('button', { name: 'Withdraw now' }).click();
    await this.page.getByRole('tabpanel', { name: /^Live/ }).getByText('Withdrawn', { exact: true }).first().waitFor();
  }

  /** Recalls every revision of the open article; answers when the screen says how far the recall is. */
  async recall(reason: string): Promise<void> {
    await this.page.getByRole('link', { name: 'Recall this text' }).click();
    await this.page.getByRole('heading', { level: 1, name: 'Recall a text' }).waitFor();
    const boxes = this.page.getByRole('checkbox');
    // The heading stands before the revisions are there.
    await boxes.first().waitFor();
    for (const box of await boxes.all()) await box.check();
    await this.page.getByLabel('Why it is recalled').fill(reason);
    await this.page.getByRole('button', { name: 'Recall now' }).click();
    await this.page.getByText('The text is barred everywhere').waitFor();
  }

  /** Opens the deliveries of one state. */
  async openDeliveries(state: string): Promise<void> {
    await this.page.goto(`${this.apiUrl}/admin/publishing/deliveries?site=harbor&state=${state}`);
    await this.page.locator('#screen [aria-busy="false"]').waitFor();
  }

  async sendAgain(title: string): Promise<void> {
    await this.page
      .getByRole('button', { name: `Send again ${title}` })
      .first()
      .click();
    await this.page.getByText('No delivery matches').waitFor();
  }
}
