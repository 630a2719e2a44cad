import type { SignUpChoices, Site } from '../content.js';
import { type Html, html } from '../html.js';
import { page, type View } from '../layout.js';
import { languageName, type Words, wordsFor } from '../words.js';

/** What was typed, and what to change in it. */
export interface Correction {
  readonly email: string;
  /** Ids that were ticked. */
  readonly interests: readonly string[];
  readonly language: string;
  /** Beside which field the sentence stands. */
  readonly field: 'email' | 'interests' | 'language' | 'consent';
  readonly message: string;
}

/** The words that a person agrees to; they are kept with the consent, so form and record share them. */
export function consentWording(site: Site, locale: string): string {
  return wordsFor(locale).consent(site.name);
}

/** More boxes than this push the button out of a phone's sight: they are opened by whoever wants them. */
const MANY_BOXES = 8;

/** The sentence beside a field, and the attributes that tie the field to it. */
function beside(field: Correction['field'], correction: Correction | undefined) {
  if (correction?.field !== field) return { problem: null, tied: null };
  return {
    problem: html`<p class="problem" id="${field}-problem">${correction.message}</p>`,
    tied: html` aria-invalid="true" aria-describedby="${field}-problem"`,
  };
}

function boxes(legend: string, offered: SignUpChoices['topics'], ticked: readonly string[]): Html | null {
  if (offered.length === 0) return null;
  const items = offered.map(
    ({ id, label }) => html`<div class="agree"><input id="i-${id}" type="checkbox" name="interests" value="${id}"${
      ticked.includes(id) && html` checked`
    }>
<label for="i-${id}">${label}</label></div>`,
  );
  return html`<fieldset><legend>${legend}</legend>${items}</fieldset>`;
}

/** What somebody may choose beside their address. With one thing to choose there is nothing to choose. */
function choiceFields(
  choices: SignUpChoices | undefined,
  words: Words,
  view: View,
  correction?: Correction,
): Html | null {
  const { topics, regions, locales } = choices ?? { topics: [], regions: [], locales: [] };
  const ticked = correction?.interests ?? [];
  const chosen = correction?.language || view.locale;
  const interests = beside('interests', correction);
  const language = beside('language', correction);
  const all =
    topics.length + regions.length > 1 &&
    html`<div class="choices">${boxes(words.bodyRegions, regions, ticked)}${boxes(words.topics, topics, ticked)}</div>
<p class="quiet">${words.everything}</p>`;
  const folded = all && topics.length + regions.length > MANY_BOXES;
  const open = ticked.length > 0 || interests.problem !== null;
  const fields = folded
    ? html`<details class="wishes"${open && html` open`}><summary>${words.chooseTopics}</summary>${all}</details>`
    : all;
  const options = locales.map(
    (it) => html`<option value="${it}" lang="${it}"${it === chosen && html` selected`}>${languageName(it)}</option>`,
  );
  const languages =
    locales.length > 1 &&
    html`<label for="language">${words.newsletterLanguage}</label>
<select id="language" name="language"${language.tied}>${options}</select>`;
  return html`${interests.problem}${fields}${language.problem}${languages}`;
}

/** The sign-up form; with a correction it keeps what was typed and says beside the field what to change. */
export function newsletterForm(site: Site, view: View, correction?: Correction): Html | null {
  const { locale, signUp, choices } = view;
  if (signUp === null) return null;
  const words = wordsFor(locale);
  const email = beside('email', correction);
  const consent = beside('consent', correction);
  return html`<section class="newsletter" aria-labelledby="newsletter">
<h2 id="newsletter">${words.newsletter}</h2>
<p>${words.newsletterIntro}</p>
<form method="post" action="${signUp}">
<input type="hidden" name="site" value="${site.slug}">
<input type="hidden" name="locale" value="${locale}">
<input type="hidden" name="wording" value="${consentWording(site, locale)}">
<label for="email">${words.email}</label>
${email.problem}
<input id="email" name="email" type="email" autocomplete="email" required maxlength="254" value="${correction?.email ?? ''}"${email.tied}>
${choiceFields(choices, words, view, correction)}
${consent.problem}
<div class="agree"><input id="consent" type="checkbox" name="consent" value="yes" required${consent.tied}>
<label for="consent">${consentWording(site, locale)}</label></div>
<button type="submit">${words.signUp}</button>
</form>
</section>`;
}

/** What the API said to a sign-up: check the inbox, or what to correct. */
export function newsletterPage(site: Site, view: View, answer: { message: string; correction?: Correction }): string {
  const words = wordsFor(view.locale);
  const { correction, message } = answer;
  const title = correction ? words.notSignedUp : words.checkInbox;
  const rest = correction
    ? newsletterForm(site, view, correction)
    : html`<p>${message}</p><p><a class="button" href="${view.base}/">${words.allArticles}</a></p>`;
  return page(site, view, { title, unlisted: true, main: html`<div class="home"><h1>${title}</h1>${rest}</div>` });
}
