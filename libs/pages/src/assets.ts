import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { accentStyle } from './accent.js';

const here = dirname(fileURLToPath(import.meta.url));
const require = createRequire(import.meta.url);

/** A file that pages load. */
export interface Asset {
  /** Content type. */
  readonly type: string;
  readonly bytes: Buffer;
}

const FONTS = {
  'inter.woff2': '@fontsource-variable/inter/files/inter-latin-wght-normal.woff2',
  'source-serif-4.woff2': '@fontsource-variable/source-serif-4/files/source-serif-4-latin-wght-normal.woff2',
} as const;

/** Fonts come from our own origin or not at all: the style sheet names system fonts behind them. */
function fontAssets(): [string, Asset][] {
  return Object.entries(FONTS).flatMap(([name, path]): [string, Asset][] => {
    try {
      return [[name, { type: 'font/woff2', bytes: readFileSync(require.resolve(path)) }]];
    } catch {
      return [];
    }
  });
}

const CSS = 'text/css; charset=utf-8';

const style = readFileSync(join(here, 'style.css'));

/** Style sheet and fonts by file name. */
const ASSETS: ReadonlyMap<string, Asset> = new Map([['site.css', { type: CSS, bytes: style }], ...fontAssets()]);

/** What every page loads. */
export const ASSET_NAMES: readonly string[] = [...ASSETS.keys()];

/** A file that pages load, by its name: the style sheet, a font, or the sheet of a clinic's colour. */
export function assetOf(name: string): Asset | undefined {
  const accent = accentStyle(name);
  return accent === undefined ? ASSETS.get(name) : { type: CSS, bytes: Buffer.from(accent) };
}

/** Changes with every change of the style sheets, so that browsers may keep what it names for a year. */
export const ASSETS_STAMP = createHash('sha256')
  .update(style)
  .update(accentStyle('accent-0f6b62.css')!)
  .digest('base64url')
  .slice(0, 10);

/** Path of a file that pages load. */
export const assetPath = (name: string): string => `/assets/${ASSETS_STAMP}/${name}`;
