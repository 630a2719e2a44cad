import type { CarriedArticle, Newsletter, Site } from '../content.js';
import { type Html, html } from '../html.js';
import { page, type View } from '../layout.js';
import { longDate, type Words, wordsFor } from '../words.js';
import { cardItem, moreLink } from './cards.js';
import { newsletterForm } from './newsletter-form.js';
import { otherLanguages } from './other-languages.js';

/** One page of the newsletters of a site. */
export interface Archive {
  readonly newsletters: readonly Newsletter[];
  /** Path of the next page; null on the last one. */
  readonly next: string | null;
}

function sent({ sentAt, locale }: Newsletter, site: Site, words: Words): Html {
  return html`${words.sentOn} <time datetime="${sentAt}">${longDate(sentAt, locale, site.timeZone)}</time>`;
}

/** The newsletters that were sent in a language, newest first, and how to get the next one. Each language has its own. */
export function archivePage(site: Site, { newsletters, next }: Archive, view: View): string {
  const words = wordsFor(view.locale);
  const items = newsletters.map(
    (
      it,
    ) => html`<li><h2><a href="${view.base}/${view.locale}/newsletters/${it.id}" lang="${it.locale}">${it.subject}</a></h2>
<p class="quiet">${sent(it, site, words)}</p></li>`,
  );
  const main = html`<div class="home">
<h1>${words.archive}</h1>
${items.length > 0 ? html`<ul class="cards">${items}</ul>` : html`<p>${words.noNewsletters}</p>`}
${moreLink(next, words)}
${newsletterForm(site, view)}
</div>`;
  return page(site, view, { title: words.archive, languages: otherLanguages(view, 'newsletters'), main });
}

const STATE = {
  CURRENT: null,
  CHANGED: 'stateChanged',
  WITHDRAWN: 'stateWithdrawn',
  RECALLED: 'stateRecalled',
} as const;

/** A correction may be in another language than its newsletter: it went to those who read the wrong text. */
function inItsLanguage(view: View, card: NonNullable<CarriedArticle['card']>, words: Words, notice: Html | null): Html {
  const lang = card.locale === view.locale ? null : card.locale;
  return cardItem({ ...view, locale: card.locale }, card, words, 2, notice, lang);
}

/** An article as it is live now, never as it was sent: the text of then may not hold any more. */
function carried(view: View, { state, card }: CarriedArticle, words: Words): Html {
  const key = STATE[state];
  const notice = key && html`<p class="overdue" role="note">${words[key]}</p>`;
  return html`${card && inItsLanguage(view, card, words, notice)}${!card && html`<li>${notice ?? words.stateWithdrawn}</li>`}`;
}

/** One newsletter in its own language: what it carried, as that is today. */
export function newsletterIssuePage(
  site: Site,
  newsletter: Newsletter,
  articles: readonly CarriedArticle[],
  view: View,
): string {
  const words = wordsFor(view.locale);
  const main = html`<div class="home">
<p class="crumbs"><a href="${view.base}/${view.locale}/newsletters">${words.archive}</a></p>
<h1>${newsletter.subject}</h1>
<p class="quiet">${sent(newsletter, site, words)}</p>
<ul class="cards">${articles.map((it) => carried(view, it, words))}</ul>
${newsletterForm(site, view)}
</div>`;
  return page(site, view, { title: newsletter.subject, main });
}
