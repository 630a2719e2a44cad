import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { accessibilityFaults, type Browser, newVisitor } from '../support/browser.js';
import type { RunningSystem } from '../support/running-system.js';
import { openStage } from '../support/stage.js';
import { lookAtAll } from './pages/all-screens.js';

describe('every screen of the admin UI', () => {
  let system: RunningSystem;
  let browser: Browser;

  beforeAll(async () => {
    [system, browser] = await openStage();
  }, 240_000);

  afterAll(async () => {
    await Promise.all([browser?.close(), system?.stop()]);
  }, 120_000);

  it('has no accessibility fault in light English', async () => {
    const context = await newVisitor(browser);
    expect(await lookAtAll(system, context, accessibilityFaults)).toEqual({});
    await context.close();
  }, 900_000);
});
