import type { Site } from '../content.js';
import { type Html, html } from '../html.js';
import { page, type View } from '../layout.js';
import { wordsFor } from '../words.js';

interface Correction {
  readonly email: string;
  /** The API's sentence about what to change. */
  readonly message: string;
}

/** The words that a person agrees to; they are kept with the consent, so form and record share them. */
export function consentWording(site: Site, locale: string): string {
  return wordsFor(locale).consent(site.name);
}

/** The sign-up form; with a correction it keeps what was typed and says beside the field what to change. */
export function newsletterForm(site: Site, view: View, correction?: Correction): Html | null {
  const { locale, signUp } = view;
  if (signUp === null) return null;
  const words = wordsFor(locale);
  const problem = correction && html`<p class="problem" id="email-problem">${correction.message}</p>`;
  const described = correction && html` aria-invalid="true" aria-describedby="email-problem"`;
  return html`<section class="newsletter" aria-labelledby="newsletter">
<h2 id="newsletter">${words.newsletter}</h2>
<p>${words.newsletterIntro}</p>
<form method="post" action="${signUp}">
<input type="hidden" name="site" value="${site.slug}">
<input type="hidden" name="locale" value="${locale}">
<input type="hidden" name="wording" value="${consentWording(site, locale)}">
<label for="email">${words.email}</label>
${problem}
<input id="email" name="email" type="email" autocomplete="email" required maxlength="254" value="${correction?.email ?? ''}"${described}>
<div class="agree"><input id="consent" type="checkbox" name="consent" value="yes" required>
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
