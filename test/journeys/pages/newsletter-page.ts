import type { Page } from '../../support/browser.js';

/** The screens of the newsletter. */
export class NewsletterPage {
  constructor(
    private readonly page: Page,
    private readonly apiUrl: string,
  ) {}

  async open(place = ''): Promise<void> {
    await this.page.goto(`${this.apiUrl}/admin/newsletters${place}?site=harbor`);
    await this.page.getByRole('heading', { level: 1 }).waitFor();
  }

  /** Takes a list in after having looked at what would become of it; answers the sentence about the preview. */
  async importList(csv: string, consent: string): Promise<string> {
    await this.open('/audience/import');
    const file = { name: 'list.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) };
    await this.page.getByLabel('A CSV file').setInputFiles(file);
    await this.page.getByLabel('How and when these people agreed').fill(consent);
    await this.page.getByRole('button', { name: 'Show what would happen' }).click();
    const report = this.page.getByRole('region', { name: 'What would become of each line' });
    const said = (await report.getByRole('status').first().textContent()) ?? '';
    await this.page.getByRole('button', { name: /^Take in \d+/ }).click();
    await this.page.getByRole('region', { name: 'What became of each line' }).waitFor();
    return said;
  }

  /** What the report of the list says of the interests and the language of its first line. */
  async takenOver(): Promise<string[]> {
    const [, gets, note] = await this.page.getByRole('row').nth(1).getByRole('cell').allTextContents();
    return [gets ?? '', note ?? ''];
  }

  /** Fills the form of an issue with two articles, the second moved before the first by its handle and the keys. */
  async compose(words: { subject: string; preheader: string; intro: string }): Promise<string[]> {
    await this.open('/new');
    const form = this.page.getByRole('form', { name: 'The issue' });
    await form.getByLabel('Subject').fill(words.subject);
    await form.getByLabel('Preheader').fill(words.preheader);
    await form.getByLabel('Intro').fill(words.intro);
    for (const _ of ['first', 'second']) {
      const before = await this.order();
      await form.getByRole('button', { name: /^Add / }).first().click();
      await form
        .getByRole('button', { name: /^Leave out / })
        .nth(before.length)
        .waitFor();
    }
    await form
      .getByRole('button', { name: /^Move .* up$/ })
      .last()
      .press('Enter');
    const order = await this.order();
    await form.getByRole('button', { name: 'Save the issue' }).click();
    await this.page.getByRole('heading', { level: 1, name: words.subject }).waitFor();
    return order;
  }

  /** The titles of the articles of the form, in their order. */
  async order(): Promise<string[]> {
    const names = await this.page.getByRole('button', { name: /^Leave out / }).all();
    const labels = await Promise.all(names.map((one) => one.getAttribute('aria-label')));
    return labels.map((label) => (label ?? '').replace('Leave out ', ''));
  }

  /** Changes the subject of the draft that is open. */
  async rename(subject: string): Promise<void> {
    await this.page.getByLabel('Subject').fill(subject);
    await this.page.getByRole('button', { name: 'Save the issue' }).click();
    await this.page.getByRole('heading', { level: 1, name: subject }).waitFor();
  }

  /** Waits until the preview holds these words. */
  async previewed(words: string): Promise<void> {
    await this.page.locator('iframe[data-form="phone"]').waitFor();
    await this.page.waitForFunction(
      (wanted) => document.querySelector('iframe')?.contentDocument?.body?.textContent?.includes(wanted),
      words,
    );
  }

  /** Why the open draft cannot be sent yet. */
  async whyNotSent(): Promise<string> {
    const card = this.page.getByRole('region', { name: 'Send this issue' });
    await card.getByRole('button', { name: 'Send', exact: true }).and(this.page.locator(':disabled')).waitFor();
    return (await card.textContent()) ?? '';
  }

  /** Sends a test of the open draft to these colleagues. */
  async testTo(...names: string[]): Promise<void> {
    const card = this.page.getByRole('region', { name: 'Send this issue' });
    await card.getByRole('button', { name: 'Send a test to colleagues' }).click();
    for (const name of names) await card.getByLabel(new RegExp(`^${name}`)).check();
    await card.getByRole('button', { name: 'Send the test' }).click();
    await card.getByText(`A test is on its way to ${names.length} people.`).waitFor();
  }

  /** Looks the domain of the sender up; answers all that the screen says then. */
  async checkDomain(): Promise<string> {
    await this.page.getByRole('link', { name: 'Sender’s domain' }).click();
    await this.page.getByRole('button', { name: 'Check now' }).click();
    await this.page.getByRole('heading', { name: /^DMARC/ }).waitFor();
    return (await this.page.getByRole('main').textContent()) ?? '';
  }

  async openIssue(address: string): Promise<void> {
    await this.page.goto(address);
    await this.page.getByRole('heading', { level: 1 }).waitFor();
  }

  async approve(): Promise<void> {
    await this.page.getByRole('button', { name: 'Approve this issue' }).click();
    await this.page.getByText('approved exactly this issue').waitFor();
  }

  /** Sends the open issue; answers the question that is asked before. */
  async send(): Promise<string> {
    const card = this.page.getByRole('region', { name: 'Send this issue' });
    await card.getByRole('button', { name: 'Send', exact: true }).click();
    const question = (await card.getByRole('group').locator('legend').textContent()) ?? '';
    await card.getByRole('button', { name: 'Send it now' }).click();
    await this.page.getByRole('region', { name: 'What became of everybody' }).waitFor();
    return question;
  }

  /** Waits until the issue is finished; answers each line of its result. */
  async result(): Promise<Record<string, string>> {
    await this.page.getByRole('region', { name: 'Progress' }).getByText('Finished', { exact: true }).waitFor();
    const rows = await this.page
      .getByRole('region', { name: 'What became of everybody' })
      .locator('tbody tr, tfoot tr')
      .all();
    const lines = rows.map(async (row) => {
      const name = await row.locator('th').evaluate((head) => head.firstChild?.textContent ?? '');
      return [name, (await row.locator('td').textContent()) ?? ''] as const;
    });
    return Object.fromEntries(await Promise.all(lines));
  }
}
