import type { Page } from '../../support/browser.js';

/** An article under review: what changed, what is said about it, and the decision. */
export class ReviewPage {
  constructor(private readonly page: Page) {}

  private get bar() {
    return this.page.getByRole('region', { name: 'Next step' });
  }

  async open(apiUrl: string, articleId: string): Promise<void> {
    await this.page.goto(`${apiUrl}/admin/articles/${articleId}`);
    await this.bar.waitFor();
  }

  /** The sentence above the comparison, such as "One place changed since your approval of 12 October." */
  async changes(): Promise<string> {
    const count = this.page.getByRole('status').filter({ hasText: /changed since/ });
    await count.waitFor();
    return (await count.textContent()) ?? '';
  }

  /** The words that are marked as new, in the order in which j comes to them. */
  async insertedWords(): Promise<string[]> {
    await this.page.locator('ins').first().waitFor();
    return this.page.locator('ins').allTextContents();
  }

  async show(view: 'Text' | 'Changes' | 'Side by side'): Promise<void> {
    const text = this.page.getByRole('region', { name: 'Text of the article' });
    await text.getByText(view, { exact: true }).click();
  }

  /** Selects words of the text as a mouse does, and comments on them. */
  async commentOn(words: string, comment: string): Promise<void> {
    await this.page.locator('[data-path]').first().waitFor();
    await this.page.evaluate((wanted) => {
      const walker = document.createTreeWalker(document.querySelector('article') as Node, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode() as Text | null; node; node = walker.nextNode() as Text | null) {
        const at = node.data.indexOf(wanted);
        if (at < 0) continue;
        const range = document.createRange();
        range.setStart(node, at);
        range.setEnd(node, at + wanted.length);
        getSelection()?.removeAllRanges();
        getSelection()?.addRange(range);
        return;
      }
      throw new Error(`The text does not hold “${wanted}”.`);
    }, words);
    await this.page.getByRole('button', { name: /^Comment c$/ }).click();
    await this.page.getByLabel('Your comment').fill(comment);
    await this.page.getByRole('tabpanel').getByRole('button', { name: 'Comment', exact: true }).click();
    await this.page.getByText(comment).waitFor();
  }

  /** What is said in the panel of comments. */
  async comments(): Promise<string> {
    await this.page.getByRole('tab', { name: /^Comments/ }).click();
    const panel = this.page.getByRole('tabpanel', { name: /^Comments/ });
    await panel.getByRole('button', { name: 'Reply' }).first().waitFor();
    return (await panel.textContent()) ?? '';
  }

  async reply(text: string): Promise<void> {
    await this.page.getByRole('button', { name: 'Reply' }).first().click();
    await this.page.getByLabel('Your reply').fill(text);
    await this.page.getByRole('button', { name: 'Reply', exact: true }).last().click();
    await this.page.getByText(text).waitFor();
  }

  async askForReview(): Promise<void> {
    await this.bar.getByRole('button', { name: 'Ask for review' }).click();
    await this.bar.getByLabel(/A note for the reviewer/).fill('Please look at the new sentence.');
    await this.bar.getByRole('button', { name: 'Ask for review' }).click();
    await this.bar.getByText(/is in review/).waitFor();
  }

  async requestChanges(note: string): Promise<void> {
    await this.bar.getByRole('button', { name: 'Request changes' }).click();
    await this.bar.getByLabel('What must change').fill(note);
    await this.bar.getByRole('button', { name: 'Send back' }).click();
    await this.bar.getByRole('button', { name: 'Send back' }).waitFor({ state: 'detached' });
  }

  /** Answers every question as given by its key (such as `SAFETY S1`), vouches, declares no interest, approves. */
  async approve(answers: Readonly<Record<string, 'Yes' | 'No'>>, statement: string): Promise<void> {
    await this.page.getByRole('tab', { name: 'Review' }).click();
    await this.page.locator('[data-question]').first().waitFor({ state: 'attached' });
    const closed = this.page.locator('details:not([open]) > summary').filter({ hasText: 'answered' });
    while ((await closed.count()) > 0) await closed.first().click();
    for (const question of await this.page.locator('[data-question]').all()) {
      const key = (await question.getAttribute('data-question')) ?? '';
      await question.getByLabel(answers[key] ?? 'Yes', { exact: true }).check();
    }
    const form = this.page.locator('#approve-form');
    for (const open of await form.locator('details textarea').all()) await open.fill('People with a stiff back.');
    await form.getByLabel('What you vouch for').fill(statement);
    await form.getByLabel('None', { exact: true }).check();
    await this.bar.getByRole('button', { name: /^Approve revision/ }).click();
    await this.bar.getByText(/approved revision/).waitFor();
  }

  async publish(): Promise<void> {
    await this.bar.getByRole('button', { name: 'Publish', exact: true }).click();
    await this.bar.getByRole('button', { name: 'Publish now' }).click();
    await this.bar.getByText(/has been live since/).waitFor();
  }

  /** Opens the review of a text from the list of reviews. */
  async openFromList(title: string): Promise<void> {
    await this.page.getByRole('navigation', { name: 'Places' }).getByRole('link', { name: 'Reviews' }).click();
    await this.page.getByRole('link', { name: `Review: ${title}` }).click();
    await this.bar.waitFor();
  }

  /** The address at which the article is live. */
  async pageUrl(): Promise<string> {
    await this.page.getByRole('tab', { name: /^Live/ }).click();
    const link = this.page.getByRole('tabpanel', { name: /^Live/ }).getByRole('link').first();
    return (await link.getAttribute('href')) ?? '';
  }
}
