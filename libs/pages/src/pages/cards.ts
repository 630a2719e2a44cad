import type { ArticleCard } from '../content.js';
import { type Html, html } from '../html.js';
import type { View } from '../layout.js';
import type { Words } from '../words.js';

/** An article in a list; in which language, where that is another one than the page's. */
export function cardItem(
  view: View,
  card: ArticleCard,
  words: Words,
  level: 2 | 3 = 3,
  more: Html | null = null,
  lang: string | null = null,
): Html {
  const link = html`<a href="${view.base}/${view.locale}/${card.slug}">${card.title}</a>`;
  return html`<li${lang && html` lang="${lang}"`}>${level === 2 ? html`<h2>${link}</h2>` : html`<h3>${link}</h3>`}
<p>${card.summary}</p><p class="quiet">${words.minutes(card.readingMinutes)}</p>${more}</li>`;
}

/** The way to the next page of a list. */
export function moreLink(next: string | null, words: Words): Html | null {
  return next === null ? null : html`<p><a class="button quiet-button" href="${next}">${words.more}</a></p>`;
}
