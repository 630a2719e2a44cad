import { type SignUpChoices, signUpChoices } from '#pages';
import type { FormAnswer } from './queries.js';

/** What the sign-up form of a site offers: what it writes about, in the languages it writes in. */
export function choicesOf({ site, terms }: FormAnswer): SignUpChoices {
  return signUpChoices(terms ?? [], site?.chosenLocales ?? []);
}
