import type { Page } from '../../support/browser.js';

/** What stands around every screen. */
export class Frame {
  constructor(private readonly page: Page) {}

  async goTo(place: 'Home' | 'Articles' | 'Reviews' | 'Tasks'): Promise<void> {
    await this.page.getByRole('navigation', { name: 'Places' }).getByRole('link', { name: place }).click();
    const heading = place === 'Home' ? /^Good / : place;
    await this.page.getByRole('heading', { level: 1, name: heading }).waitFor();
    await this.settled();
  }

  async goToAccount(person: string): Promise<void> {
    await this.page.getByRole('link', { name: person }).click();
    await this.page.getByRole('heading', { level: 1, name: person }).waitFor();
  }

  /** Waits until nothing is loading any more. */
  async settled(): Promise<void> {
    await this.page.getByRole('status', { name: 'Loading' }).first().waitFor({ state: 'detached' });
    await this.page.locator('[aria-busy="true"]').first().waitFor({ state: 'detached' });
  }
}
