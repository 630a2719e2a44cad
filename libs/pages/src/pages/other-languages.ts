import { type Html, html } from '../html.js';
import type { View } from '../layout.js';
import { languageName } from '../words.js';

/**
 * The same page in the other languages that the clinic chose; nothing where it has one.
 *
 * @param path of the page below its language
 */
export function otherLanguages({ base, locale, choices }: View, path: string): Html | undefined {
  const others = (choices?.locales ?? []).filter((one) => one !== locale);
  if (others.length === 0) return undefined;
  return html`${others.map(
    (one) => html`<a href="${base}/${one}/${path}" lang="${one}" hreflang="${one}">${languageName(one)}</a> `,
  )}`;
}
