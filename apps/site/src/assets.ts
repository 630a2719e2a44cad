import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FastifyInstance } from 'fastify';

const here = dirname(fileURLToPath(import.meta.url));
const require = createRequire(import.meta.url);

interface Asset {
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

const style = readFileSync(join(here, 'style.css'));
const assets = new Map<string, Asset>([
  ['site.css', { type: 'text/css; charset=utf-8', bytes: style }],
  ...fontAssets(),
]);
const stamp = createHash('sha256').update(style).digest('base64url').slice(0, 10);

/** Address of the style sheet: another one after every change, so that browsers may keep it for a year. */
export const STYLE_URL = `/assets/${stamp}/site.css`;

/** Serves the style sheet and the fonts. */
export function serveAssets(server: FastifyInstance): void {
  server.get<{ Params: { stamp: string; name: string } }>('/assets/:stamp/:name', (request, reply) => {
    const asset = assets.get(request.params.name);
    if (!asset || request.params.stamp !== stamp) return reply.callNotFound();
    return reply.type(asset.type).header('cache-control', 'public, max-age=31536000, immutable').send(asset.bytes);
  });
}
