import { isSafeUrl } from '#document';

/** Parameters that only tell a server where a reader came from. */
const TRACKING = /^(utm_\w+|fbclid|gclid|mc_[ce]id|_hsenc|_hsmi|msclkid)$/i;

/** An address without detours: what a link of a search page or a document really leads to, and nothing that tracks. */
export function cleanAddress(href: string): { readonly href: string; readonly changed: boolean } | undefined {
  const given = href.trim();
  if (!URL.canParse(given)) return isSafeUrl(given) ? { href: given, changed: false } : undefined;
  const url = new URL(given);
  const behind = url.hostname.endsWith('google.com') && url.pathname === '/url' ? url.searchParams.get('q') : null;
  if (behind) return isSafeUrl(behind) ? { href: behind, changed: true } : undefined;
  const tracked = [...url.searchParams.keys()].filter((name) => TRACKING.test(name));
  for (const name of tracked) url.searchParams.delete(name);
  const clean = tracked.length > 0 ? url.href : given;
  return isSafeUrl(clean) ? { href: clean, changed: tracked.length > 0 } : undefined;
}
