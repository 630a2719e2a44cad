const MAX_SLUG = 120;

/** The slug of a title: lower-case ASCII words joined by hyphens, at most 120 characters, cut at a word. */
export function slugOf(title: string): string {
  const words = title
    .normalize('NFKD')
    .replace(/[\u0300-\u036f'’]/g, '')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
  let slug = '';
  for (const word of words) {
    if (slug.length + word.length + 1 > MAX_SLUG) break;
    slug = slug === '' ? word : `${slug}-${word}`;
  }
  return slug;
}

/**
 * The slug of an article whose title is not in the file: `untitled-` and 16 hex digits. A scraper's own 16-digit
 * id at the end of the file name is kept, since people know the article by it; otherwise the digits are the first
 * of the SHA-256 of the bytes.
 */
export function provisionalSlug(sha256: string, fileName = ''): string {
  const own = /(?:^|[_-])([0-9a-f]{16})\.[a-z]+$/.exec(fileName.slice(-64))?.[1];
  return `untitled-${own ?? sha256.slice(0, 16)}`;
}
