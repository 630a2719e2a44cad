/** What a newsletter says besides the articles' own text. Braces stand for values. */
export interface MailWords {
  readonly read: string;
  readonly correction: string;
  readonly corrected: string;
  readonly reviewed: string;
  readonly urgency: Readonly<Record<'now' | 'today' | 'soon', string>>;
  readonly call: string;
  readonly moreSigns: string;
  readonly why: string;
  readonly untracked: string;
  readonly unsubscribe: string;
  readonly preferences: string;
  readonly web: string;
  readonly ignore: string;
}

const EN: MailWords = {
  read: 'Read the guide',
  correction: 'Correction',
  corrected: 'An earlier issue carried a text that we have corrected since. This is the text that counts now.',
  reviewed: 'Reviewed by {name}, {date}',
  urgency: {
    now: 'Get emergency help now',
    today: 'Get medical help today',
    soon: 'See a health professional soon',
  },
  call: 'Call {number}.',
  moreSigns: 'There are more signs: read all of them in the guide.',
  why: 'You get this because you asked for the newsletter of {site} on {date}.',
  untracked: 'We do not track what you open.',
  unsubscribe: 'Unsubscribe',
  preferences: 'Choose what you get',
  web: 'Visit our site',
  ignore: 'You get this one message because this address was typed into our form.',
};

const ES: MailWords = {
  read: 'Leer la guía',
  correction: 'Corrección',
  corrected: 'Un boletín anterior llevaba un texto que hemos corregido. Este es el texto válido ahora.',
  reviewed: 'Revisado por {name}, {date}',
  urgency: {
    now: 'Busque ayuda de emergencia ahora',
    today: 'Busque atención médica hoy',
    soon: 'Consulte pronto a un profesional de la salud',
  },
  call: 'Llame al {number}.',
  moreSigns: 'Hay más señales: léalas todas en la guía.',
  why: 'Recibe este mensaje porque pidió el boletín de {site} el {date}.',
  untracked: 'No seguimos lo que usted abre.',
  unsubscribe: 'Darse de baja',
  preferences: 'Elija lo que recibe',
  web: 'Visite nuestro sitio',
  ignore: 'Recibe este único mensaje porque esta dirección se escribió en nuestro formulario.',
};

/** The words in a locale's language; English where there are none. */
export function mailWords(locale: string): MailWords {
  return /^es\b/i.test(locale) ? ES : EN;
}

/** Text with its values filled in. */
export function fillIn(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}

/** Making a formatter costs more than a whole message; there are as many as languages and time zones. */
const dateFormats = new Map<string, Intl.DateTimeFormat>();
/** Every time zone is a multiple of this away from the next, so that all its instants are of one day. In milliseconds. */
const QUARTER = 15 * 60_000;
/** Dates as they were written: many people asked for a newsletter in the same quarter of an hour. */
const written = new Map<string, string>();
const MOST_WRITTEN = 10_000;

/** A date as people write it, such as "12 October 2026", in the site's own time zone. */
export function longDate(date: Date, locale: string, timeZone: string): string {
  const key = `${locale} ${timeZone}`;
  const dayKey = `${key} ${Math.floor(date.getTime() / QUARTER)}`;
  const known = written.get(dayKey);
  if (known !== undefined) return known;
  const format = dateFormats.get(key) ?? new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone });
  dateFormats.set(key, format);
  const text = format.format(date);
  if (written.size >= MOST_WRITTEN) written.clear();
  written.set(dayKey, text);
  return text;
}
