import type { Listing, Site } from '../content.js';
import { html } from '../html.js';
import { page, questionsLine, type View } from '../layout.js';
import { topicData } from '../structured-data.js';
import { topicName, wordsFor } from '../words.js';
import { cardItem, moreLink } from './cards.js';

/** The articles of one topic, newest first. */
export function topicPage(site: Site, topic: string, articles: Listing, view: View): string {
  const words = wordsFor(view.locale);
  const title = topicName(topic);
  const path = `${view.base}/${view.locale}/topics/${encodeURIComponent(topic)}`;
  const main = html`<div class="home">
<p class="crumbs"><a href="${view.base}/${view.locale}/">${words.allArticles}</a></p>
<h1>${title}</h1>
<p class="lead">${words.emergency(site.emergencyNumber)} ${questionsLine(site, words)}</p>
<ul class="cards">${articles.cards.map((card) => cardItem(view, card, words, 2))}</ul>
${moreLink(articles.next, words)}
</div>`;
  const canonical = `${site.url}/${view.locale}/topics/${encodeURIComponent(topic)}`;
  const head = topicData(site, view.locale, topic);
  return page(site, view, { title, canonical, feeds: { path: `${path}/feed`, title }, head, main });
}
