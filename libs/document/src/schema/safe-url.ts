const LONGEST_URL = 2000;

/** What an address never holds as it is: control and format characters, white space, backslashes, quotes, brackets. */
const FORBIDDEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Z}\\"<>`]/u;

/** True for `/path` on the same site; `//host` and `/\host` leave the site and are not it. */
export function isSiteRelative(value: string): boolean {
  return value.length <= LONGEST_URL && value.startsWith('/') && !value.startsWith('//') && !FORBIDDEN.test(value);
}

/** True for an absolute http or https address with a host and without a user name or password. */
export function isWebUrl(value: string): boolean {
  if (value.length > LONGEST_URL || FORBIDDEN.test(value) || !/^https?:\/\/[^/]/i.test(value)) return false;
  if (!URL.canParse(value)) return false;
  const url = new URL(value);
  return url.hostname !== '' && url.username === '' && url.password === '';
}

/** True for what a link may lead to: https, http, mailto, tel, or a path on the same site. */
export function isSafeUrl(value: unknown): value is string {
  if (typeof value !== 'string') return false;
  if (isSiteRelative(value) || isWebUrl(value)) return true;
  if (value.length > LONGEST_URL || FORBIDDEN.test(value)) return false;
  return /^mailto:[^@]+@[^@]+$/i.test(value) || /^tel:\+?[0-9().-]{2,32}$/i.test(value);
}

/** True for what a picture may be loaded from: https, http, or a path on the same site. */
export function isPictureUrl(value: unknown): value is string {
  return typeof value === 'string' && (isSiteRelative(value) || isWebUrl(value));
}
