import type { ArticlePage, ArticlePages } from '../article-pages.js';
import type { WordPressClient } from './wordpress-client.js';
import { WordPressFailure } from './wordpress-failure.js';

interface RemoteFile {
  readonly id: number;
  readonly source_url: string;
}

const TYPES: Readonly<Record<string, string>> = {
  jpg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  avif: 'image/avif',
  pdf: 'application/pdf',
};

const NAME = /^[0-9a-f]{64}\.[a-z]{3,4}/;

/**
 * The article with its pictures and files from the library of WordPress. Each is kept there under the name of its
 * content: what was uploaded before, in this attempt or in one that broke off, is found and used again.
 *
 * @throws WordPressFailure
 */
export async function withRemoteFiles(
  client: WordPressClient,
  pages: ArticlePages,
  page: ArticlePage,
): Promise<string> {
  const html = largestOnly(page.html);
  const places = new Map<string, string>();
  for (const name of namesIn(html, page.mediaUrl)) {
    places.set(name, (await stored(client, name)) ?? (await upload(client, pages, name)));
  }
  return replaceAll(html, page.mediaUrl, places);
}

/** One file for each picture: WordPress makes its own smaller copies, and knows nothing of other formats of ours. */
function largestOnly(html: string): string {
  return html
    .replace(/<picture>(?:<source[^>]*>)*(<img[^>]*>)<\/picture>/g, '$1')
    .replace(/<img[^>]*>/g, (tag) => tag.replace(/ (?:srcset|sizes)="[^"]*"/g, ''));
}

function namesIn(html: string, mediaUrl: string): string[] {
  const found = html
    .split(mediaUrl)
    .slice(1)
    .flatMap((rest) => NAME.exec(rest)?.[0] ?? []);
  return [...new Set(found)];
}

function replaceAll(html: string, mediaUrl: string, places: ReadonlyMap<string, string>): string {
  let out = html;
  for (const [name, url] of places)
    out = out.replaceAll(`${mediaUrl}${name}`, url.replaceAll('&', '&amp;').replaceAll('"', '%22'));
  return out;
}

async function stored(client: WordPressClient, name: string): Promise<string | null> {
  const slug = name.slice(0, name.indexOf('.'));
  const found = await client.get<RemoteFile[]>('media', { slug, context: 'edit', _fields: 'id,source_url' });
  return found.ok ? (found.data[0]?.source_url ?? null) : null;
}

async function upload(client: WordPressClient, pages: ArticlePages, name: string): Promise<string> {
  const bytes = await pages.file(name);
  const type = TYPES[name.slice(name.indexOf('.') + 1)];
  if (!bytes || !type) {
    const excerpt =
      'A file of the article cannot be read here, so nothing was sent. Look at its pictures, and send it again.';
    throw new WordPressFailure({ outcome: 'failedHere', excerpt });
  }
  const file = await client.upload<RemoteFile>('media', { bytes, name, type }, { _fields: 'id,source_url' });
  return file.source_url;
}
