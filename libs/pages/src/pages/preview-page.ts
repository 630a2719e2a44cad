import type { ArticlePreview, Site } from '../content.js';
import { html, trusted } from '../html.js';
import { page, type View } from '../layout.js';
import { dateFormat, wordsFor } from '../words.js';
import { contents } from './article-page.js';

function moment(instant: string, locale: string, timeZone: string): string {
  return dateFormat(locale, { dateStyle: 'long', timeStyle: 'short', timeZone }).format(new Date(instant));
}

/** A revision that is not public. It says so before everything else, names nobody who vouches, and links to no handout. */
export function previewPage(site: Site, preview: ArticlePreview, view: View): string {
  const words = wordsFor(preview.locale);
  const until = moment(preview.expiresAt, preview.locale, site.timeZone);
  const main = html`<article class="article">
<div class="preview" role="note"><p><strong>${words.previewTitle}</strong></p><p>${words.previewWhy(preview.revisionNumber, until)}</p></div>
<h1>${preview.title}</h1>
<p class="summary">${preview.summary}</p>
${contents(preview, words)}
<div class="text">${trusted(preview.html)}</div>
<p class="quiet">${words.fingerprint}: <code class="fingerprint">${preview.contentHash}</code></p>
</article>`;
  const title = `${words.previewTitle} ${preview.title}`;
  return page(site, { ...view, locale: preview.locale }, { title, unlisted: true, main });
}
