import { html } from '../html.js';
import { page, questionsLine, type View } from '../layout.js';
import type { HomeAnswer, Site } from '../queries.js';
import { topicName, wordsFor } from '../words.js';
import { cardItem } from './home-page.js';

/** The articles of one topic, newest first. */
export function topicPage(
  site: Site,
  topic: string,
  articles: NonNullable<HomeAnswer['articles']>,
  view: View,
): string {
  const words = wordsFor(view.locale);
  const title = topicName(topic);
  const path = `/${site.slug}/${view.locale}/topics/${encodeURIComponent(topic)}`;
  const { hasNextPage, endCursor } = articles.pageInfo;
  const next = `${path}?${new URLSearchParams({ after: endCursor ?? '' })}`;
  const main = html`<div class="home">
<p class="crumbs"><a href="/${site.slug}/${view.locale}/">${words.allArticles}</a></p>
<h1>${title}</h1>
<p class="lead">${words.emergency(site.emergencyNumber)} ${questionsLine(site, words)}</p>
<ul class="cards">${articles.edges.map(({ node }) => cardItem(site, view.locale, node, words, 2))}</ul>
${hasNextPage && html`<p><a class="button quiet-button" href="${next}">${words.more}</a></p>`}
</div>`;
  const canonical = `${site.url}/${view.locale}/topics/${encodeURIComponent(topic)}`;
  return page(site, view, { title, canonical, feeds: { path: `${path}/feed`, title }, main });
}
