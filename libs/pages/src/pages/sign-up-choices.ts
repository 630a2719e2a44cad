import type { SignUpChoices } from '../content.js';

/** More boxes than this nobody reads; the rest can be chosen on the page that every newsletter leads to. */
const MOST_BOXES = 24;

/** What the site has live articles about, as the delivery API or a snapshot tells it. */
interface OfferedTerm {
  readonly id: string;
  /** `topic` or `TOPIC`, `bodyRegion` or `BODY_REGION`; others are no interests. */
  readonly kind: string;
  readonly label: string;
}

/** What the sign-up form of a site offers: what it writes about, in the languages it writes in. */
export function signUpChoices(terms: readonly OfferedTerm[], locales: readonly string[]): SignUpChoices {
  const ofKind = (wanted: string) =>
    terms
      .filter(({ kind }) => kind.replace('_', '').toLowerCase() === wanted)
      .map(({ id, label }) => ({ id, label }))
      .sort((a, b) => a.label.localeCompare(b.label, 'en'))
      .slice(0, MOST_BOXES);
  return { topics: ofKind('topic'), regions: ofKind('bodyregion'), locales };
}
