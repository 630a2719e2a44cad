import type { SourceMeta } from './draft/draft.js';

const LONGEST = 500;

/**
 * The paths under which a source's site showed the article: of its own address and of the slugs it had before. Without
 * slashes at their ends, as a reader's request is compared with them; none for a site's front page.
 */
export function oldAddressesOf({ canonical, formerSlugs = [] }: SourceMeta): string[] {
  const paths = [pathOf(canonical ?? ''), ...formerSlugs.map(pathOf)];
  return [...new Set(paths)].filter((path) => path !== '' && path.length <= LONGEST);
}

/** The path of an address or of a slug. A draft's address in WordPress is a question (`?p=7`) and no path. */
function pathOf(address: string): string {
  const value = address.trim();
  if (!URL.canParse(value, 'https://site.invalid')) return '';
  const { pathname, protocol } = new URL(value, 'https://site.invalid');
  return /^https?:$/.test(protocol) ? decoded(pathname).replace(/^\/+|\/+$/g, '') : '';
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
