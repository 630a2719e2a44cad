import type { SourceFormat, SourceMeta } from './draft/draft.js';
import { plain } from './wordpress/read-post.js';

/** Where words that a person filed the text under come from. A page's keywords are written for search engines. */
const FILED: ReadonlySet<SourceFormat> = new Set(['wxr', 'wp-rest', 'markdown']);
/** What WordPress files everything under that nobody filed. */
const UNFILED = /^(?:uncategori[sz]ed|sin categor[ií]a|allgemein|general)$/i;
const LONGEST = 80;
/** With its topic an article has at most 20. */
const MOST = 19;

/** The terms that a source's categories and tags become, and those that do not come along. */
export function termsOf(
  format: SourceFormat,
  { categories = [], tags = [] }: SourceMeta,
): { taken: string[]; left: string[] } {
  if (!FILED.has(format)) return { taken: [], left: [] };
  const names = new Map(
    [...categories, ...tags].map((name) => [plain(name).toLowerCase(), plain(name)] as const).reverse(),
  );
  const filed = [...names.values()].reverse().filter((name) => name !== '' && !UNFILED.test(name));
  const fit = filed.filter((name) => name.length <= LONGEST);
  return { taken: fit.slice(0, MOST), left: [...filed.filter((name) => name.length > LONGEST), ...fit.slice(MOST)] };
}
