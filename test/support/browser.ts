import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { launchChromium } from './browser-launch.mjs';

export type { Browser, BrowserContext, Page };
export type Scheme = 'light' | 'dark';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Starts a browser for a spec; close it in `afterAll`. */
export function openBrowser(): Promise<Browser> {
  return launchChromium();
}

/** A machine that is busy with other tests draws a page slowly; nothing is proven by giving up on it early. */
const PATIENCE_MS = 90_000;

/** A fresh visitor: no cookie, no memory, English, the given colour scheme. */
export async function newVisitor(
  browser: Browser,
  scheme: Scheme = 'light',
  locale = 'en-US',
): Promise<BrowserContext> {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    colorScheme: scheme,
    locale,
    timezoneId: 'America/Los_Angeles',
    reducedMotion: 'reduce',
  });
  context.setDefaultTimeout(PATIENCE_MS);
  return context;
}

/** What the accessibility checker finds on the page once it is all there, one line per rule; empty when all is well. */
export async function accessibilityFaults(page: Page): Promise<string[]> {
  // On a slow machine a part of a page comes before what stands above it.
  await page.waitForLoadState('networkidle');
  await page.locator('[aria-busy="true"]').first().waitFor({ state: 'detached' });
  // Evaluated by the debugger, so the page's own Content-Security-Policy stays as strict as for a visitor.
  await page.evaluate(axeSource);
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: typeof import('axe-core') };
    const { violations } = await axe.run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    });
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
  });
}

/** Collects what a page should never do: throw, log an error, break the security policy, or call another origin. */
export function watchForFaults(page: Page, ownOrigin: string): string[] {
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(`thrown: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(`logged: ${message.text()}`);
  });
  page.on('request', (request) => {
    const { origin, protocol } = new URL(request.url());
    if (protocol.startsWith('http') && origin !== ownOrigin) faults.push(`foreign: ${request.url()}`);
  });
  return faults;
}
