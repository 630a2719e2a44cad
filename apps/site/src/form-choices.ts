import type { SignUpChoices } from '#pages';
import type { FormAnswer } from './queries.js';

/** More boxes than this nobody reads; the rest can be chosen on the page that every newsletter leads to. */
const MOST_BOXES = 24;

/** What the sign-up form of a site offers: what it writes about, in the languages it writes in. */
export function choicesOf({ site, terms }: FormAnswer): SignUpChoices {
  const ofKind = (kind: string) =>
    (terms ?? [])
      .filter((term) => term.kind === kind)
      .map(({ id, label }) => ({ id, label }))
      .sort((a, b) => a.label.localeCompare(b.label))
      .slice(0, MOST_BOXES);
  return { topics: ofKind('TOPIC'), regions: ofKind('BODY_REGION'), locales: site?.chosenLocales ?? [] };
}
