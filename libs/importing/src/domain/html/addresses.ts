import { isSafeUrl } from '#document';

/** An address as it may stand in an article, or why it may not. */
export type Address = { readonly href: string } | { readonly refused: string };

/**
 * The address of a link or picture. Read as a browser reads it: white space around and line breaks within do not count,
 * so that `java\nscript:` is seen for what it is. A relative address is made absolute with `base`; without one only a
 * path from the site's root is kept, because any other leads nowhere.
 */
export function addressOf(raw: string, base: string | null): Address {
  const value = raw.replace(/[\t\n\r]/g, '').trim();
  if (value === '') return { refused: 'The link has no target.' };
  if (value.startsWith('#')) return { refused: 'The link leads to a place in the same page.' };
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(value)?.[1]?.toLowerCase();
  if (scheme && !['http', 'https', 'mailto', 'tel'].includes(scheme)) {
    return { refused: `An address that begins with "${scheme}:" is not allowed in an article.` };
  }
  const absolute = resolved(value, scheme, base);
  if (absolute !== null && isSafeUrl(absolute)) return { href: absolute };
  if (scheme) return { refused: 'The address cannot be read.' };
  return { refused: 'The address is relative, and the file does not say to what.' };
}

function resolved(value: string, scheme: string | undefined, base: string | null): string | null {
  if (scheme === 'mailto' || scheme === 'tel') return tidyContact(value, scheme);
  if (isSafeUrl(value as unknown)) return value.startsWith('/') && base ? joined(value, base) : value;
  if (scheme) return joined(value, undefined);
  if (value.startsWith('//')) return joined(`https:${value}`, undefined);
  return base ? joined(value, base) : null;
}

/** `mailto:` with its subject left out, `tel:` with digits only. */
function tidyContact(value: string, scheme: string): string {
  const rest = value.slice(scheme.length + 1).split('?')[0]!;
  return scheme === 'tel' ? `tel:${decoded(rest).replace(/[^+0-9().-]/g, '')}` : `mailto:${decoded(rest).trim()}`;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function joined(value: string, base: string | undefined): string | null {
  try {
    return new URL(value, base).href;
  } catch {
    return null;
  }
}

/** The base of relative addresses: only a web address can be one. */
export function baseOf(...candidates: (string | null | undefined)[]): string | null {
  for (const candidate of candidates) {
    if (candidate && /^https?:\/\//i.test(candidate) && URL.canParse(candidate)) return candidate;
  }
  return null;
}

const VIDEO_HOSTS: readonly { readonly host: RegExp; readonly watch: (url: URL) => string | null }[] = [
  {
    host: /^(?:www\.|m\.)?youtube(?:-nocookie)?\.com$/,
    watch: (url) => {
      const id = /^\/(?:embed|v|shorts)\/([\w-]{5,20})/.exec(url.pathname)?.[1] ?? url.searchParams.get('v');
      return id && /^[\w-]{5,20}$/.test(id) ? `https://www.youtube.com/watch?v=${id}` : null;
    },
  },
  {
    host: /^youtu\.be$/,
    watch: (url) => {
      const id = url.pathname.slice(1);
      return /^[\w-]{5,20}$/.test(id) ? `https://www.youtube.com/watch?v=${id}` : null;
    },
  },
  {
    host: /^(?:player\.|www\.)?vimeo\.com$/,
    watch: (url) => {
      const id = /\/(\d{5,12})/.exec(url.pathname)?.[1];
      return id ? `https://vimeo.com/${id}` : null;
    },
  },
  {
    host: /^(?:www\.)?(?:dailymotion\.com|dai\.ly)$/,
    watch: (url) => {
      const id = /\/(?:embed\/)?(?:video\/)?([a-z0-9]{5,12})$/i.exec(url.pathname)?.[1];
      return id ? `https://www.dailymotion.com/video/${id}` : null;
    },
  },
];

/** The page on which a person watches an embedded video; null when the host is not one that is known for videos. */
export function videoAddress(src: string, base: string | null): string | null {
  const found = addressOf(src, base);
  if ('refused' in found || !URL.canParse(found.href)) return null;
  const url = new URL(found.href);
  return VIDEO_HOSTS.find(({ host }) => host.test(url.hostname.toLowerCase()))?.watch(url) ?? null;
}
