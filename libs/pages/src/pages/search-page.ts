import type { SearchHit, SearchResult, Site } from '../content.js';
import { type Html, html, marked } from '../html.js';
import { page, questionsLine, type View } from '../layout.js';
import { topicName, type Words, wordsFor } from '../words.js';
import { moreLink } from './cards.js';

/** What somebody typed, and the topic they keep to. */
export interface SearchQuestion {
  readonly text: string;
  readonly topic: string | null;
}

/** The form of a search; it needs no script. */
export function searchForm({ base, locale }: View, words: Words, { text, topic }: SearchQuestion): Html {
  return html`<form class="search" role="search" action="${base}/${locale}/search">
<label for="q">${words.searchLabel}</label>
<div class="search-line"><input id="q" name="q" type="search" maxlength="200" value="${text}" aria-describedby="q-hint">
${topic !== null && html`<input type="hidden" name="topic" value="${topic}">`}<button type="submit">${words.search}</button></div>
<p class="quiet" id="q-hint">${words.searchHint}</p>
</form>`;
}

function hit({ base, locale }: View, { card, titleHtml, passageHtml }: SearchHit, words: Words): Html {
  return html`<li><h2><a href="${base}/${locale}/${card.slug}">${marked(titleHtml)}</a></h2>
<p>… ${marked(passageHtml)} …</p><p class="quiet">${topicName(card.topic)} · ${words.minutes(card.readingMinutes)}</p></li>`;
}

function facets(
  { base, locale }: View,
  found: SearchResult,
  { text, topic }: SearchQuestion,
  words: Words,
): Html | null {
  if (topic === null && found.facets.length < 2) return null;
  const to = (value: string | null) =>
    `${base}/${locale}/search?${new URLSearchParams({ q: text, ...(value === null ? {} : { topic: value }) })}`;
  const link = (value: string | null, label: string) =>
    html`<li><a href="${to(value)}"${value === topic && html` aria-current="true"`}>${label}</a></li>`;
  const topics = found.facets.map((it) => link(it.topic, `${topicName(it.topic)} (${it.count})`));
  return html`<nav class="facets" aria-label="${words.topics}"><ul>${link(null, words.allTopics)}${topics}</ul></nav>`;
}

/** How the words were taken, where that is not what somebody would expect. */
function explanation({ match, correctedText }: SearchResult, { text }: SearchQuestion, words: Words): Html | null {
  if (match === 'CORRECTED' && correctedText !== null) {
    return html`<p role="status">${words.corrected(text, correctedText)}</p>`;
  }
  return match === 'ANY_WORD' ? html`<p role="status">${words.anyWord}</p>` : null;
}

function nothing(site: Site, { base, locale }: View, words: Words): Html {
  return html`<h2>${words.nothingFound}</h2>
<p>${words.nothingFoundWhy} ${questionsLine(site, words)} ${words.emergency(site.emergencyNumber)}</p>
<p><a class="button quiet-button" href="${base}/${locale}/">${words.allArticles}</a></p>`;
}

/** A search and what it found; the form alone when nothing was asked yet. */
export function searchPage(site: Site, asked: SearchQuestion, found: SearchResult | null, view: View): string {
  const words = wordsFor(view.locale);
  const results = found && found.hits.length > 0;
  const main = html`<div class="home">
<h1>${words.search}</h1>
${searchForm(view, words, asked)}
${results && explanation(found, asked, words)}
${found && facets(view, found, asked, words)}
${results && html`<ol class="cards results">${found.hits.map((it) => hit(view, it, words))}</ol>`}
${results && moreLink(found.next, words)}
${found && !results && nothing(site, view, words)}
</div>`;
  const title = asked.text === '' ? words.search : `${asked.text} · ${words.search}`;
  return page(site, view, { title, unlisted: true, main });
}
