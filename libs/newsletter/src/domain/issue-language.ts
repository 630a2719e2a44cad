import type { Segment } from '#audience';
import { InvalidInput } from '#kernel';

/** What is to be known of a site's languages: its own, and its further ones. */
export interface SiteLanguages {
  readonly locale: string;
  readonly locales: readonly string[];
}

/** A part of the audience as an editor names it: a language that is left out is the issue's own, null is every language. */
export type AskedSegment = Omit<Segment, 'locale'> & { readonly locale?: string | null };

/** A site's own language first. */
export function languagesOf({ locale, locales }: SiteLanguages): string[] {
  return [...new Set([locale, ...locales])];
}

/**
 * The language of an issue: what was asked for, when the site has it; what it was before, or the site's own, when nothing
 * was asked for. A language that the site gave up since stays with the issues that have it.
 */
export function issueLanguage(
  asked: string | null | undefined,
  before: string | null,
  site: SiteLanguages,
): string | InvalidInput {
  const known = languagesOf(site);
  const locale = asked ?? before ?? site.locale;
  if (locale === before || known.includes(locale)) return locale;
  const list = known.join(', ');
  return new InvalidInput('locale', `This site has no newsletter in that language. Choose one of its own: ${list}.`);
}

/**
 * Whom an issue is for. Where the site has several languages, it is for those who want its language, unless an editor says
 * otherwise: they chose one when they signed up.
 */
export function segmentFor(asked: AskedSegment | null | undefined, locale: string, site: SiteLanguages): Segment {
  const own = languagesOf(site).length > 1 ? locale : null;
  const { interests = [], withoutInterests = false } = asked ?? {};
  return { locale: asked?.locale === undefined ? own : asked.locale, interests, withoutInterests };
}

const RIGHT_TO_LEFT = /^(?:ar|arc|ckb|dv|fa|ha-Arab|he|ks|ku-Arab|ps|sd|ug|ur|yi)(?:-|$)/i;

/** In which direction a language is written. */
export function directionOf(locale: string): 'ltr' | 'rtl' {
  return RIGHT_TO_LEFT.test(locale) ? 'rtl' : 'ltr';
}

/** A language by its English name, as "Spanish"; its tag where it has none. */
export function languageName(locale: string): string {
  return new Intl.DisplayNames(['en'], { type: 'language' }).of(locale) ?? locale;
}
