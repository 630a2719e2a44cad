import { type Browser, openBrowser } from './browser.js';
import { type RunningSystem, type StartOptions, startSystem } from './running-system.js';

/**
 * The running product and a browser before it, both or neither: where one cannot be had the other is ended, for a browser
 * that nobody closes keeps the run of the tests from ever ending.
 */
export async function openStage(options?: StartOptions): Promise<[RunningSystem, Browser]> {
  const [system, browser] = await Promise.allSettled([startSystem(options), openBrowser()]);
  if (system.status === 'fulfilled' && browser.status === 'fulfilled') return [system.value, browser.value];
  if (system.status === 'fulfilled') await system.value.stop();
  if (browser.status === 'fulfilled') await browser.value.close();
  throw system.status === 'rejected' ? system.reason : (browser as PromiseRejectedResult).reason;
}
