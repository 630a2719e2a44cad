import { currentLanguage, t } from '../messages/t';

type Style = 'short' | 'day' | 'full';

const DAY: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'long' };
const CLOCK: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit', hour12: false };

/** Day before month in both languages, as people here write it. */
function format(date: Date, options: Intl.DateTimeFormatOptions, timeZone: string | undefined): string {
  const locale = currentLanguage() === 'en' ? 'en-GB' : 'es';
  return new Intl.DateTimeFormat(locale, { timeZone, ...options }).format(date);
}

function dayKey(date: Date, timeZone: string | undefined): string {
  return new Intl.DateTimeFormat('sv', { timeZone }).format(date);
}

function daysAgo(date: Date, timeZone: string | undefined): number {
  return Math.round((Date.parse(dayKey(new Date(), timeZone)) - Date.parse(dayKey(date, timeZone))) / 86_400_000);
}

/**
 * An instant as people write it. `short` for tables (`today 10:42`, `4 Dec`, `4 Dec 2024`), `day` for sentences
 * (`4 December`), `full` where the hour matters (`Friday 4 December, 10:42`). `timeZone` is the site's.
 */
export function writeDate(iso: string, style: Style, timeZone?: string): string {
  const date = new Date(iso);
  const sameYear = dayKey(date, timeZone).slice(0, 4) === dayKey(new Date(), timeZone).slice(0, 4);
  const year: Intl.DateTimeFormatOptions = sameYear ? {} : { year: 'numeric' };
  const clock = format(date, CLOCK, timeZone);
  if (style === 'full')
    return `${format(date, { weekday: 'long', ...DAY, ...year }, timeZone).replace(',', '')}, ${clock}`;
  if (style === 'day') return format(date, { ...DAY, ...year }, timeZone);
  const ago = daysAgo(date, timeZone);
  if (ago === 0) return t('date.today', { clock });
  if (ago === 1) return t('date.yesterday', { clock });
  return format(date, { day: 'numeric', month: 'short', ...year }, timeZone);
}

/** True when an instant is of today, by the calendar of a zone. */
export function isToday(iso: string, timeZone?: string): boolean {
  return daysAgo(new Date(iso), timeZone) === 0;
}

/** The hour of an instant today on the clock of the person who looks: `10:42`; with its day when it is not today. */
export function writeClock(iso: string): string {
  const date = new Date(iso);
  return daysAgo(date, undefined) === 0 ? format(date, CLOCK, undefined) : writeDate(iso, 'short');
}

/** The city of an IANA zone, for "Times in Los Angeles". */
export function zoneCity(timeZone: string): string {
  return (timeZone.split('/').at(-1) ?? timeZone).replaceAll('_', ' ');
}

/** An instant on a screen; resting on it tells the whole date with its zone. */
export function When({ iso, style = 'short', zone }: { iso: string; style?: Style; zone?: string }) {
  const whole = writeDate(iso, 'full', zone);
  return (
    <time dateTime={iso} title={zone ? `${whole} (${zoneCity(zone)})` : whole}>
      {writeDate(iso, style, zone)}
    </time>
  );
}
