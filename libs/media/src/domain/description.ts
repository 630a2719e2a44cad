import { InvalidInput } from '#kernel';
import type { FocalPoint } from './recipe.js';

/** On what ground a picture may be shown. `consented`: the people in it agreed. */
export const RIGHTS = ['unknown', 'owned', 'licensed', 'publicDomain', 'consented'] as const;

export type RightsStatus = (typeof RIGHTS)[number];

export interface Rights {
  readonly status: RightsStatus;
  readonly holder?: string | null;
  /** The licence's name or address, such as "CC BY 4.0". */
  readonly licence?: string | null;
  /** When the right to show it ends. */
  readonly expiresAt?: Date | null;
}

/** Alternative text in one language, in place of the one that stands for all. */
export interface AltText {
  /** BCP 47, such as es or es-MX. */
  readonly locale: string;
  readonly alt: string;
}

/** Everything that is said about an asset. */
export interface Description {
  readonly alt?: string | null;
  /** Further languages, at most 20; an empty one is left out. */
  readonly altTexts?: readonly AltText[] | null;
  readonly decorative: boolean;
  readonly credit?: string | null;
  readonly rights: Rights;
  readonly focalPoint: FocalPoint;
}

/** Characters of each text. Those of alternative text and credit are the article's own. */
const LONGEST = { alt: 500, credit: 300, holder: 200, licence: 200 } as const;

const MOST_LANGUAGES = 20;
const LOCALE = /^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,2}$/;

const UNSTORABLE = /[\p{Cc}\p{Cs}]/u;

/** Trimmed; null when nothing is left. */
export function tidy(text: string | null | undefined): string | null {
  return text?.trim().replace(/\s+/g, ' ') || null;
}

/** The description as it is stored: blanks tidied, nothing undefined. */
export function tidied(it: Description) {
  const { rights, focalPoint } = it;
  return {
    alt: tidy(it.alt),
    altTexts: byLocale(it.altTexts ?? []),
    decorative: it.decorative,
    credit: tidy(it.credit),
    rightsStatus: rights.status,
    rightsHolder: tidy(rights.holder),
    licence: tidy(rights.licence),
    rightsUntil: rights.expiresAt ?? null,
    focalX: Math.round(focalPoint.x * 1000) / 1000,
    focalY: Math.round(focalPoint.y * 1000) / 1000,
  };
}

function byLocale(texts: readonly AltText[]): Readonly<Record<string, string>> {
  const entries = texts.map(({ locale, alt }) => [locale.trim(), tidy(alt)] as const);
  const filled = entries.filter((entry): entry is [string, string] => entry[1] !== null);
  return Object.fromEntries(filled.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

export type StoredDescription = ReturnType<typeof tidied>;

/** What is wrong with a description, by the rules of form; null when it can be stored. */
export function descriptionFault(it: StoredDescription): InvalidInput | null {
  const texts = { alt: it.alt, credit: it.credit, holder: it.rightsHolder, licence: it.licence };
  for (const [field, most] of Object.entries(LONGEST)) {
    const text = texts[field as keyof typeof texts];
    if (text && (text.length > most || UNSTORABLE.test(text))) {
      return new InvalidInput(field, `Write at most ${most} characters, without control characters.`);
    }
  }
  const other = altTextsFault(it.altTexts);
  if (other) return other;
  if (it.decorative && (it.alt || Object.keys(it.altTexts).length > 0)) {
    return new InvalidInput('decorative', 'A decorative picture has no alternative text. Take one of the two away.');
  }
  if (![it.focalX, it.focalY].every((part) => part >= 0 && part <= 1)) {
    return new InvalidInput('focalPoint', 'Give the focal point from 0 (left, top) to 1 (right, bottom).');
  }
  if (it.rightsStatus === 'licensed' && !it.licence) {
    return new InvalidInput('licence', 'Name the licence, such as "CC BY 4.0", or choose another kind of rights.');
  }
  return null;
}

function altTextsFault(texts: Readonly<Record<string, string>>): InvalidInput | null {
  const entries = Object.entries(texts);
  if (entries.length > MOST_LANGUAGES) {
    return new InvalidInput('altTexts', `Describe the picture in at most ${MOST_LANGUAGES} further languages.`);
  }
  if (entries.some(([locale]) => !LOCALE.test(locale))) {
    return new InvalidInput('altTexts', 'Name each language by its tag, such as es or es-MX.');
  }
  if (entries.some(([, text]) => text.length > LONGEST.alt || UNSTORABLE.test(text))) {
    return new InvalidInput('altTexts', `Write at most ${LONGEST.alt} characters, without control characters.`);
  }
  return null;
}
