import { contrast, InvalidInput } from '#kernel';
import { EMERGENCY_NUMBERS, emergencyNumberOf } from './emergency-numbers.js';
import { emailFault } from './staff-input.js';

/** What a site says of itself. */
export interface SiteSettings {
  readonly name: string;
  /** BCP 47. */
  readonly locale: string;
  /** Further languages. */
  readonly locales: readonly string[];
  /** IANA. */
  readonly timeZone: string;
  /** Where the public site is, without a slash at the end. */
  readonly url: string;
  readonly phone: string;
  readonly postalAddress: string;
  readonly country: string | null;
  /** That of the country when left out. */
  readonly emergencyNumber: string;
  readonly senderName: string;
  readonly senderEmail: string;
  readonly accentColor: string | null;
  readonly callToAction: string | null;
  readonly callToActionUrl: string | null;
}

const LOCALE = /^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,2}$/;
const LONGEST = { name: 120, phone: 40, postalAddress: 300, senderName: 80 } as const;
/** These stand in headers of messages, in titles and in buttons: a line break there begins a header of somebody's choice. */
const ONE_LINE = ['name', 'phone', 'senderName', 'callToAction'] as const;
const NOT_IN_A_LINE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u;
/** An address has lines of its own. */
const NOT_IN_AN_ADDRESS = /[^\P{Cc}\n]|\p{Cs}/u;
/** Of text on a colour: WCAG 2.2, 1.4.3. */
const CONTRAST = 4.5;

/** Blanks trimmed, empty ones null, the emergency number of the country where none is given. */
export function tidySettings(given: { readonly [K in keyof SiteSettings]?: SiteSettings[K] | null }): SiteSettings {
  const text = (value: string | null | undefined) => value?.trim() ?? '';
  const country = text(given.country).toUpperCase() || null;
  const locale = text(given.locale);
  const locales = [...new Set((given.locales ?? []).map((one) => one.trim()))];
  return {
    name: text(given.name),
    locale,
    locales: locales.filter((one) => one !== '' && one !== locale),
    timeZone: text(given.timeZone),
    url: text(given.url).replace(/\/+$/, ''),
    phone: text(given.phone),
    postalAddress: text(given.postalAddress).replaceAll('\r\n', '\n'),
    country,
    emergencyNumber: text(given.emergencyNumber) || (emergencyNumberOf(country) ?? ''),
    senderName: text(given.senderName) || text(given.name),
    senderEmail: text(given.senderEmail).toLowerCase(),
    accentColor: text(given.accentColor).toLowerCase() || null,
    callToAction: text(given.callToAction) || null,
    callToActionUrl: text(given.callToActionUrl) || null,
  };
}

/** What is wrong with a site's settings, by the rules of form; null when they can be stored. */
export function settingsFault(it: SiteSettings): InvalidInput | null {
  for (const [field, most] of Object.entries(LONGEST)) {
    const value = it[field as keyof typeof LONGEST];
    if (value === '' || value.length > most)
      return new InvalidInput(field, `Fill this in, with at most ${most} characters.`);
  }
  return lineFault(it) ?? placeFault(it) ?? reachFault(it) ?? looksFault(it);
}

function lineFault(it: SiteSettings): InvalidInput | null {
  const broken = ONE_LINE.find((field) => NOT_IN_A_LINE.test(it[field] ?? ''));
  if (broken) return new InvalidInput(broken, 'Write this on one line, without invisible characters. Type it again.');
  return NOT_IN_AN_ADDRESS.test(it.postalAddress)
    ? new InvalidInput('postalAddress', 'The postal address holds an invisible character. Type it again.')
    : null;
}

function placeFault(it: SiteSettings): InvalidInput | null {
  if (![it.locale, ...it.locales].every((one) => LOCALE.test(one)) || it.locales.length > 20) {
    return new InvalidInput('locale', 'Name each language by its tag, such as en or es-MX; at most 20.');
  }
  if (!isTimeZone(it.timeZone)) {
    return new InvalidInput('timeZone', 'There is no such time zone. Write it as America/Los_Angeles.');
  }
  if (it.country !== null && !/^[A-Z]{2}$/.test(it.country)) {
    return new InvalidInput('country', 'Name the country by its two letters, such as US.');
  }
  if (!/^[0-9 +()-]{2,20}$/.test(it.emergencyNumber)) {
    const known = it.country !== null && it.country in EMERGENCY_NUMBERS;
    const why = known ? 'Write it in digits.' : 'No number is known for this country. Write the one patients call.';
    return new InvalidInput('emergencyNumber', why);
  }
  return null;
}

function reachFault(it: SiteSettings): InvalidInput | null {
  if (!isWebAddress(it.url))
    return new InvalidInput('url', 'Write the address of the site, such as https://clinic.example.');
  const fault = emailFault(it.senderEmail);
  if (fault) return new InvalidInput('senderEmail', fault.message);
  if ((it.callToAction === null) !== (it.callToActionUrl === null)) {
    return new InvalidInput('callToActionUrl', 'A call to action has words and an address. Give both, or neither.');
  }
  if (it.callToAction !== null && it.callToAction.length > 80) {
    return new InvalidInput('callToAction', 'Say it in at most 80 characters.');
  }
  if (
    it.callToActionUrl !== null &&
    !/^tel:[0-9+-]{3,20}$/.test(it.callToActionUrl) &&
    !isWebAddress(it.callToActionUrl)
  ) {
    return new InvalidInput(
      'callToActionUrl',
      'Write an address such as https://clinic.example/book, or tel:+15550100.',
    );
  }
  return null;
}

function looksFault({ accentColor }: SiteSettings): InvalidInput | null {
  if (accentColor === null) return null;
  if (!/^#[0-9a-f]{6}$/.test(accentColor)) return new InvalidInput('accentColor', 'Write the colour as #0f6b62.');
  if (contrast(accentColor, '#ffffff') >= CONTRAST) return null;
  return new InvalidInput('accentColor', 'White words on this colour cannot be read by everyone. Choose a darker one.');
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }) !== null && /^[A-Z][\w+-]*(\/[\w+-]+)*$/.test(name);
  } catch {
    return false;
  }
}

function isWebAddress(text: string): boolean {
  return text.length <= 300 && URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}
