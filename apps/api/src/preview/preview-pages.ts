import { type ArticleContent, type PictureSource, renderHtml, type SharedPieces } from '#document';
import type { SiteRow } from '#identity';
import { escapeHtml } from '#mail';
import { ASSETS } from '#pages';
import { previewWords } from './preview-words.js';

/** Where the style sheet of a page is served to its frame. */
export const PAGE_STYLE_PATH = '/preview/page.css';

interface Shown {
  readonly site: SiteRow;
  readonly content: ArticleContent;
  readonly pieces: SharedPieces;
  readonly media: ReadonlyMap<string, PictureSource>;
  readonly url: string;
}

/**
 * The style sheet of the reference site, so that a preview looks as the page will: its markup below is the site's own. The
 * handout is the same page in print, so what is for print is shown there on the screen as well.
 */
export function pageStyle(): string {
  const style = ASSETS.get('site.css')!.bytes.toString('utf8');
  return FONTS.reduce((css, name) => css.replaceAll(name, `/preview/fonts/${name}`), style);
}

const FONTS = [...ASSETS.keys()].filter((name) => name.endsWith('.woff2'));

/** One of the fonts that the style sheet names; null for any other name. */
export function pageFont(name: string): Buffer | null {
  return FONTS.includes(name) ? ASSETS.get(name)!.bytes : null;
}

/** The page of an article on the clinic's site, as it would be if this revision were live. */
export function webPage(shown: Shown, number: number): string {
  return page(shown, number, '');
}

/** The printed page: no header, no way on, larger type, on a sheet of paper. */
export function handoutPage(shown: Shown, number: number): string {
  return page(shown, number, HANDOUT_STYLE);
}

function page({ site, content, pieces, media, url }: Shown, number: number, style: string): string {
  const words = previewWords(content.locale);
  const text = renderHtml(content, { ...pieces, media, emergencyNumber: site.emergencyNumber, baseUrl: site.url });
  const reviewed = escapeHtml(words.unreviewed.replace('{number}', String(number)));
  const questions = escapeHtml(words.questions.replace('{phone}', site.phone));
  const emergency = escapeHtml(words.emergency.replace('{number}', site.emergencyNumber));
  return `<!DOCTYPE html>
<html lang="${escapeHtml(content.locale)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(content.title)}</title>
<link rel="stylesheet" href="${PAGE_STYLE_PATH}">
${style && `<style>${style}</style>`}
</head>
<body>
<header class="top"><div class="wide"><span class="clinic">${escapeHtml(site.name)}</span></div></header>
<main id="main"><article class="article">
<h1>${escapeHtml(content.title)}</h1>
<p class="summary">${escapeHtml(content.summary)}</p>
<div class="byline"><p>${reviewed}</p></div>
<div class="text">${text}</div>
<p class="questions">${questions}</p>
<p class="printed">${escapeHtml(`${site.name} · ${site.phone} · ${words.printed} ${url}`)}</p>
</article></main>
<footer class="bottom"><div class="wide"><p><strong>${escapeHtml(site.name)}</strong> · ${escapeHtml(site.phone)} · ${escapeHtml(site.postalAddress)}</p><p>${emergency}</p></div></footer>
</body>
</html>
`;
}

const HANDOUT_STYLE = `
:root { color-scheme: only light; }
html { background: #e2e7e5; }
body { max-width: 210mm; min-height: 297mm; margin: 16px auto; padding: 18mm; background: #fff; color: #111; font-size: 14pt; box-sizing: border-box; }
header.top, footer.bottom, nav.contents, .questions, a.button { display: none; }
.printed { display: block; }
main, .article { max-width: none; margin: 0; padding: 0; }
@media print { html { background: none; } body { margin: 0; padding: 0; } }
`;
