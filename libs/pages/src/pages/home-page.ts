import type { ArticleCard, Listing, Site } from '../content.js';
import { html } from '../html.js';
import { page, questionsLine, type View } from '../layout.js';
import { siteData } from '../structured-data.js';
import { topicName, wordsFor } from '../words.js';
import { cardItem, moreLink } from './cards.js';
import { invitation } from './invitation.js';
import { newsletterForm } from './newsletter-form.js';
import { otherLanguages } from './other-languages.js';
import { searchForm } from './search-page.js';

function byTopic(cards: readonly ArticleCard[]): [string, ArticleCard[]][] {
  const topics = new Map<string, ArticleCard[]>();
  for (const card of cards) topics.set(card.topic, [...(topics.get(card.topic) ?? []), card]);
  return [...topics].sort(([a], [b]) => a.localeCompare(b));
}

/** A site's articles by topic, and its newsletter. */
export function homePage(site: Site, articles: Listing, view: View): string {
  const words = wordsFor(view.locale);
  const topics = byTopic(articles.cards).map(([topic, cards], index) => {
    const path = `${view.base}/${view.locale}/topics/${encodeURIComponent(topic)}`;
    return html`<section aria-labelledby="topic-${index}"><h2 id="topic-${index}"><a href="${path}">${topicName(topic)}</a></h2>
<ul class="cards">${cards.map((card) => cardItem(view, card, words))}</ul></section>`;
  });
  const main = html`<div class="home">
<h1>${site.name}</h1>
<p class="lead">${words.emergency(site.emergencyNumber)} ${questionsLine(site, words)}</p>
${view.hasServer && searchForm(view, words, { text: '', topic: null })}
${topics.length > 0 ? topics : html`<p>${words.none}</p>`}
${moreLink(articles.next, words)}
${invitation(site)}
${newsletterForm(site, view)}
${view.hasServer && html`<p><a href="${view.base}/${view.locale}/newsletters">${words.archive}</a></p>`}
</div>`;
  const feeds = { path: `${view.base}/${view.locale}/feed`, title: site.name };
  const languages = otherLanguages(view, '');
  return page(site, view, { title: site.name, feeds, head: siteData(site, view.locale), languages, main });
}

/** The sites there are. */
export function sitesPage(sites: readonly Site[], view: View): string {
  const items = sites.map(
    (site) => html`<li><h2><a href="/${site.slug}/">${site.name}</a></h2><p>${site.postalAddress}</p></li>`,
  );
  const list = items.length > 0 ? html`<ul class="cards">${items}</ul>` : html`<p>No clinic has a site here yet.</p>`;
  return page(null, view, { title: 'Clinics', main: html`<div class="home"><h1>Clinics</h1>${list}</div>` });
}
