import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { accessibilityFaults, type Browser, newVisitor, type Page } from '../support/browser.js';
import type { RunningSystem } from '../support/running-system.js';
import { openStage } from '../support/stage.js';
import { lookAtAll } from './pages/all-screens.js';

async function faultsOnDesktopAndPhone(page: Page): Promise<string[]> {
  const faults = await accessibilityFaults(page);
  const desktop = page.viewportSize()!;
  await page.setViewportSize({ width: 390, height: 844 });
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  await page.setViewportSize(desktop);
  return wide > 390 ? [...faults, `is ${wide} pixels wide`] : faults;
}

describe('every screen of the admin UI, in Spanish', () => {
  let system: RunningSystem;
  let browser: Browser;

  beforeAll(async () => {
    [system, browser] = await openStage();
  }, 240_000);

  afterAll(async () => {
    await Promise.all([browser?.close(), system?.stop()]);
  }, 120_000);

  it('has no accessibility fault in the dark, and fits a phone of 390 pixels with its longer words', async () => {
    const context = await newVisitor(browser, 'dark', 'es-ES');
    expect(await lookAtAll(system, context, faultsOnDesktopAndPhone)).toEqual({});
    await context.close();
  }, 900_000);
});
