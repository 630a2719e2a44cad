import type { Article, Reference, Site } from '../content.js';
import { type Html, html } from '../html.js';
import { page, type View } from '../layout.js';
import { sourceUrl } from '../structured-data.js';
import { longDate, type Words, wordsFor } from '../words.js';
import { reviewNotice } from './article-page.js';

function source(reference: Reference): Html {
  const { title, source: publisher, year } = reference;
  const address = sourceUrl(reference);
  const name = address && /^https?:/.test(address) ? html`<a href="${address}" rel="noreferrer">${title}</a>` : title;
  const rest = [publisher, year].filter(Boolean).join(', ');
  return html`<li>${name}${rest && html`. ${rest}`}</li>`;
}

function sources({ references }: Article, words: Words): Html {
  if (references.length === 0) return html`<p>${words.noSources}</p>`;
  return html`<ol class="sources">${references.map(source)}</ol>`;
}

/** Who vouches for an article, since when and until when, for exactly which words, and on which sources. */
export function reviewPage(site: Site, article: Article, view: View): string {
  const words = wordsFor(article.locale);
  const { provenance, revisionNumber, contentHash } = article;
  const { reviewedBy } = provenance;
  const date = (instant: string) =>
    html`<time datetime="${instant}">${longDate(instant, article.locale, site.timeZone)}</time>`;
  const facts: [string, Html][] = [
    [words.reviewer, html`<strong>${reviewedBy.name}, ${reviewedBy.credential}</strong>`],
    [words.approvedOn, date(provenance.approvedAt)],
    [words.lastReviewed, date(provenance.lastReviewedAt)],
    [words.nextReviewOn, date(provenance.nextReviewAt)],
    [words.publishedOn, date(article.publishedAt)],
    [words.revision, html`${revisionNumber}`],
    [words.fingerprint, html`<code class="fingerprint">${contentHash}</code>`],
  ];
  const back = `${view.base}/${article.locale}/${article.slug}`;
  const main = html`<article class="article">
<p class="crumbs"><a href="${back}">${article.title}</a></p>
<h1>${words.howReviewed}</h1>
${reviewNotice(article, words)}
<dl class="facts">${facts.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>\n`)}</dl>
<p class="quiet">${words.fingerprintWhy} <a href="${view.base}/how-we-review">${words.howWeReview}</a></p>
<h2 id="sources">${words.sources}</h2>
${sources(article, words)}
<p><a class="button quiet-button" href="${back}">${words.backToArticle}</a></p>
</article>`;
  return page(site, view, {
    title: `${words.reviewOf}: ${article.title}`,
    canonical: `${article.pageUrl}/review`,
    unlisted: true,
    main,
  });
}
