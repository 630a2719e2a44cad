import type { Site } from '../content.js';
import { type Html, html } from '../html.js';

/** What the clinic invites to, apart from every clinical text; nothing for a clinic that invites to nothing. */
export function invitation({ callToAction }: Site): Html | null {
  // The management side lets no other address in; a page should not have to rely on it.
  if (!callToAction || !/^(https:|tel:)/.test(callToAction.url)) return null;
  return html`<p class="invitation"><a class="button" href="${callToAction.url}">${callToAction.label}</a></p>`;
}
