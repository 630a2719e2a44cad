import type { Site } from '../content.js';
import { type Html, html } from '../html.js';
import { page, questionsLine, type View } from '../layout.js';
import { longDate, wordsFor } from '../words.js';

function plain(site: Site | null, view: View, title: string, rest: Html): string {
  return page(site, view, { title, unlisted: true, main: html`<div class="home"><h1>${title}</h1>${rest}</div>` });
}

function wayOn(site: Site | null, view: View): Html {
  const words = wordsFor(view.locale);
  if (!site) return html`<p><a class="button" href="/">Clinics</a></p>`;
  return html`<p>${questionsLine(site, words)} ${words.emergency(site.emergencyNumber)}</p>
<p><a class="button" href="${view.base}/">${words.allArticles}</a></p>`;
}

/** 410: it was here, and must not be followed any more. */
export function withdrawnPage(site: Site, view: View, withdrawnAt: string): string {
  const words = wordsFor(view.locale);
  const on = html`<time datetime="${withdrawnAt}">${longDate(withdrawnAt, view.locale, site.timeZone)}</time>`;
  const rest = html`<p class="quiet">${on}</p><p>${words.withdrawnWhy}</p>${wayOn(site, view)}`;
  return plain(site, view, words.withdrawn, rest);
}

/** 404, on a site that exists or without one. */
export function notFoundPage(site: Site | null, view: View): string {
  const words = wordsFor(view.locale);
  return plain(site, view, words.notFound, html`<p>${words.notFoundWhy}</p>${wayOn(site, view)}`);
}

/** 503: an old copy would be worse than none, for it may have been withdrawn. */
export function unavailablePage(view: View): string {
  const words = wordsFor(view.locale);
  return plain(null, view, words.unavailable, html`<p>${words.unavailableWhy}</p>`);
}

/** 404: the link of a preview is not ours, or its time is over. */
export function previewRefusedPage(site: Site | null, view: View, message: string): string {
  return plain(site, view, wordsFor(view.locale).previewRefused, html`<p>${message}</p>${wayOn(site, view)}`);
}
