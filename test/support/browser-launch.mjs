import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';

const ARGS = ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--hide-scrollbars'];
const INSTALLED = ['chrome', 'chromium', 'msedge'];

/**
 * Starts a Chromium: the one at CHROME_PATH, else the one that comes inside an npm package (Linux), else an installed
 * Chrome, Chromium or Edge. Of the package only the path is taken: its own arguments hold `--single-process`, and with
 * that a second page in the same browser crashes.
 */
export async function launchChromium() {
  const tried = [];
  for (const choice of await choices()) {
    try {
      return await chromium.launch({ args: ARGS, ...choice });
    } catch (error) {
      tried.push(`${choice.executablePath ?? choice.channel}: ${String(error.message).split('\n')[0]}`);
    }
  }
  throw new Error(`No browser could be started. Install Chrome or set CHROME_PATH. Tried ${tried.join('; ')}`);
}

async function choices() {
  if (process.env.CHROME_PATH) return [{ executablePath: process.env.CHROME_PATH }];
  const packaged = process.platform === 'linux' ? await packagedPath() : undefined;
  return [...(packaged ? [{ executablePath: packaged }] : []), ...INSTALLED.map((channel) => ({ channel }))];
}

/** The browser of the package, unpacked once per machine; undefined where it has none for this processor. */
async function packagedPath() {
  try {
    const { default: packaged } = await import('@sparticuz/chromium');
    const path = await packaged.executablePath();
    return existsSync(path) ? path : undefined;
  } catch {
    return undefined;
  }
}
