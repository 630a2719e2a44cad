import { InvalidInput, isId } from '#kernel';

/** The part of a site's audience that an issue is for. */
export interface Segment {
  /** A language tag: people of this very language, or of a form of it (`es` holds `es-MX`). Null: every language. */
  readonly locale: string | null;
  /** Ids of topics and body regions: people who chose any of them. Empty: everybody. */
  readonly interests: readonly string[];
  /** With interests: also people who chose none at all. */
  readonly withoutInterests: boolean;
}

export const EVERYBODY: Segment = { locale: null, interests: [], withoutInterests: false };

/** As many as a person can choose, and as many as a segment can name. */
export const MOST_INTERESTS = 50;
const LOCALE = /^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/;

/** True for a language tag as we keep it. */
export function isLocale(text: unknown): text is string {
  return typeof text === 'string' && text.length <= 35 && LOCALE.test(text);
}

/** The first fault of a list of interests; undefined when there is none. */
export function interestsFault(interests: unknown): InvalidInput | undefined {
  const good = Array.isArray(interests) && interests.length <= MOST_INTERESTS && interests.every(isId);
  return good
    ? undefined
    : new InvalidInput('interests', `Name up to ${MOST_INTERESTS} topics and body regions by their ids.`);
}

/** The first fault of a segment; undefined when there is none. */
export function segmentFault({ locale, interests }: Segment): InvalidInput | undefined {
  if (locale !== null && !isLocale(locale)) {
    return new InvalidInput('locale', 'The language is a tag such as en or es-MX. Leave it out for every language.');
  }
  return interestsFault(interests);
}

/** The same segment always written alike: what an approval is bound to can be compared. */
export function canonicalSegment({ locale, interests, withoutInterests }: Segment): Segment {
  const sorted = [...new Set(interests)].sort();
  return { locale, interests: sorted, withoutInterests: sorted.length > 0 && withoutInterests };
}
