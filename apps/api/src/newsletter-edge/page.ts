import { createHash } from 'node:crypto';
import { accentFile, assetOf } from '#pages';
import { wordsFor } from './words.js';

const STYLE = `:root{color-scheme:light dark;--bg:#f6f7f6;--panel:#fff;--line:#e2e7e5;--ink:#1d2524;--soft:#5b6967;--accent:#0f6b62;--on:#fff;--danger:#a3261d}
@media(prefers-color-scheme:dark){:root{--bg:#121716;--panel:#1a2120;--line:#2b3533;--ink:#e7eceb;--soft:#9aa9a6;--accent:#54b9ac;--on:#121716;--danger:#f09a91}}
*{box-sizing:border-box}body{margin:0;overflow-wrap:break-word;background:var(--bg);color:var(--ink);font:18px/1.5 system-ui,-apple-system,"Segoe UI",sans-serif}
main{max-width:34rem;margin:8vh auto;padding:2rem;background:var(--panel);border:1px solid var(--line);border-radius:10px}
.site{margin:0;color:var(--soft);font-size:.9rem}footer{border-top:1px solid var(--line);margin-top:2rem;padding-top:1rem;color:var(--soft);font-size:.9rem}footer p{margin:0 0 .35rem}footer a[href^=tel]{white-space:nowrap}.back{margin:1.25rem 0 0}h1{margin:.25rem 0 1rem;font-size:1.5rem;line-height:1.25}p{margin:0 0 1rem}
button{font:inherit;font-weight:600;padding:.65rem 1.1rem;border:0;border-radius:6px;background:var(--accent);color:var(--on);cursor:pointer}
h2{margin:2rem 0 .5rem;font-size:1.15rem}fieldset{margin:0 0 1.25rem;padding:0;border:0}legend{padding:0;font-weight:600;margin-bottom:.35rem}
a{color:var(--accent)}.else{margin:1.25rem 0 0}.told{padding:.6rem .9rem;border-left:4px solid var(--accent);background:var(--bg)}.told.wrong{border-color:var(--danger)}.picks{columns:14rem;column-gap:1.5rem}
label.pick{display:flex;gap:.55rem;align-items:flex-start;padding:.28rem 0;break-inside:avoid}label.field{display:block;margin:0 0 .35rem}
input[type=checkbox],input[type=radio]{flex:none;width:1.15rem;height:1.15rem;margin:.25rem 0 0;accent-color:var(--accent)}
input[type=date]{display:block;font:inherit;padding:.45rem .6rem;margin:0 0 1rem;border:1px solid var(--soft);border-radius:6px;background:var(--panel);color:var(--ink)}
label.pick+button{margin-top:.6rem}section{border-top:1px solid var(--line);margin-top:2rem}button.plain{background:var(--panel);color:var(--ink);border:1px solid var(--soft)}button.danger{background:var(--panel);color:var(--danger);border:1px solid var(--danger)}
button:focus-visible,input:focus-visible,a:focus-visible{outline:3px solid var(--ink);outline-offset:2px}@media(max-width:36rem){main{margin:0;border:0;border-radius:0;min-height:100vh}}`;

const hashOf = (style: string) => `'sha256-${createHash('sha256').update(style).digest('base64')}'`;

const STYLE_HASH = hashOf(STYLE);

/** What a page says of the clinic it belongs to. */
export interface PageSite {
  readonly name: string;
  readonly url: string;
  readonly phone: string;
  readonly postalAddress: string;
  readonly accentColor: string | null;
}

/** The clinic's colour in shades that can be read; empty where it has none. */
function accentOf(site: PageSite | undefined): string {
  const file = accentFile(site?.accentColor);
  return (file && assetOf(file)?.bytes.toString()) || '';
}

/** Nothing is loaded, nothing runs, nobody frames it, and the address with its token is told to no one. */
export const pageHeaders = (site?: PageSite): Readonly<Record<string, string>> => ({
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': `default-src 'none'; style-src ${[STYLE_HASH, ...(accentOf(site) ? [hashOf(accentOf(site))] : [])].join(' ')}; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-robots-tag': 'noindex, nofollow',
  'cache-control': 'no-store',
});

export interface PageContent {
  readonly locale: string;
  /** The clinic, when it is known whose page this is. */
  readonly site?: PageSite;
  readonly title: string;
  readonly lines: readonly string[];
  /** A place to go to beside the button: its address is relative to the page's own. */
  readonly link?: { readonly label: string; readonly href: string };
  /** A button that posts to the page's own address. `field` goes along as a hidden value. */
  readonly button?: { readonly label: string; readonly field?: readonly [name: string, value: string] };
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
export const escapeHtml = (text: string) => text.replace(/[&<>"]/g, (character) => ENTITIES[character]!);

/** A small page of our own: words, and at most one button. Works without scripts. */
export function renderPage(page: PageContent): string {
  const lines = page.lines.map((line) => `<p>${escapeHtml(line)}</p>`).join('');
  return renderDocument(page, `${lines}${button(page)}${link(page)}`);
}

/** The language that the words of these pages are in for such a reader; a tag of ours where they are English for all others. */
const spokenIn = (locale: string) => (/^(es|en)\b/i.test(locale) ? escapeHtml(locale) : 'en');

/** The whole page around a body that is safe already. */
export function renderDocument(
  { locale, site, title }: Pick<PageContent, 'locale' | 'site' | 'title'>,
  body: string,
): string {
  const accent = accentOf(site);
  const head = [
    '<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="referrer" content="no-referrer"><meta name="robots" content="noindex, nofollow">',
    `<title>${escapeHtml(title)}</title><style>${STYLE}</style>${accent && `<style>${accent}</style>`}`,
  ];
  const name = site ? `<p class="site">${escapeHtml(site.name)}</p>` : '';
  return `<!DOCTYPE html>
<html lang="${spokenIn(locale)}"><head>${head.join('')}</head><body><main>${name}<h1>${escapeHtml(title)}</h1>${body}${site ? footer(site, locale) : ''}</main></body></html>
`;
}

/** Whom to ask, and the way back to the clinic's site. */
function footer({ name, url, phone, postalAddress }: PageSite, locale: string): string {
  const [before, after] = wordsFor(locale).questions.split('{phone}').map(escapeHtml);
  const number = escapeHtml(phone.replaceAll(' ', '\u00a0'));
  const call = `<a href="tel:${phone.replace(/[^+\d]/g, '')}">${number}</a>`;
  const back = wordsFor(locale).backToSite.replace('{site}', () => name);
  return `<footer><p>${before}${call}${after}</p><p>${escapeHtml(name)}, ${escapeHtml(postalAddress)}</p><p class="back"><a href="${escapeHtml(url)}">${escapeHtml(back)}</a></p></footer>`;
}

function link({ link: it }: PageContent): string {
  return it ? `<p class="else"><a href="${escapeHtml(it.href)}">${escapeHtml(it.label)}</a></p>` : '';
}

function button({ button: it }: PageContent): string {
  if (!it) return '';
  const hidden = it.field
    ? `<input type="hidden" name="${escapeHtml(it.field[0])}" value="${escapeHtml(it.field[1])}">`
    : '';
  return `<form method="post">${hidden}<button type="submit">${escapeHtml(it.label)}</button></form>`;
}
