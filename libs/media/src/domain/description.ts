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

/** Everything that is said about an asset. */
export interface Description {
  readonly alt?: string | null;
  readonly decorative: boolean;
  readonly credit?: string | null;
  readonly rights: Rights;
  readonly focalPoint: FocalPoint;
}

/** Characters of each text. Those of alternative text and credit are the article's own. */
const LONGEST = { alt: 500, credit: 300, holder: 200, licence: 200 } as const;

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
  if (it.decorative && it.alt) {
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
