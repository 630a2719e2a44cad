import { CsvError } from 'csv-parse';
import { parse } from 'csv-parse/sync';
import { InvalidInput } from '#kernel';

/** A file of addresses, read but not judged. */
export interface SubscriberFile {
  readonly encoding: 'utf-8' | 'utf-16le' | 'utf-16be';
  /** The names of its columns; empty when its first line is an address already. */
  readonly columns: readonly string[];
  /** The cells of each line with the number of the line in the file, as an editor counts them. */
  readonly rows: readonly { readonly line: number; readonly cells: readonly string[] }[];
}

export const MOST_ROWS = 20_000;
const MOST_COLUMNS = 200;

const wrong = (message: string) => new InvalidInput('contents', message);

/**
 * The text of a file. An encoding is never guessed: a wrong guess changes letters of addresses, and another person would
 * get the mail.
 */
function decoded(bytes: Buffer): { text: string; encoding: SubscriberFile['encoding'] } | InvalidInput {
  const [first, second] = bytes;
  const encoding =
    first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
  // Before its letters are read: what a spreadsheet or an archive holds is no text in any encoding.
  const noText = wrong('This is not a text file. Save the list as "CSV UTF-8", and choose that file.');
  if (encoding === 'utf-8' && bytes.includes(0)) return noText;
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    return text.includes('\0') ? noText : { text, encoding };
  } catch {
    return wrong(
      'The file is in another encoding than UTF-8, so letters would be changed. Save it as "CSV UTF-8", and try again.',
    );
  }
}

/** The delimiter that the first line holds most often. */
function delimiterOf(text: string): string {
  const line = text.split(/\r?\n/, 1)[0]!;
  const counts = [',', ';', '\t'].map((sign) => [sign, line.split(sign).length] as const);
  return counts.reduce((best, next) => (next[1] > best[1] ? next : best))[0];
}

/** Reads a CSV file with commas, semicolons or tabs, in UTF-8 or UTF-16. */
export function readSubscriberFile(bytes: Buffer): SubscriberFile | InvalidInput {
  const it = decoded(bytes);
  if (it instanceof InvalidInput) return it;
  let records: { record: string[]; info: { lines: number } }[];
  try {
    const options = { bom: true, info: true, relax_column_count: true, skip_empty_lines: true, trim: true } as const;
    records = parse(it.text, { ...options, delimiter: delimiterOf(it.text) }) as unknown as typeof records;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = 'lines' in error ? ` near line ${String(error.lines)}` : '';
    return wrong(
      `The file is not a table${line}: a quotation mark is open or stands in the wrong place. Correct it, and try again.`,
    );
  }
  const rows = records.map(({ record, info }) => ({ line: info.lines, cells: record }));
  if (rows.length === 0) return wrong('The file is empty. Choose a file with one address in each line.');
  if (rows.length > MOST_ROWS + 1) return wrong(`A file may have ${MOST_ROWS} lines. Divide it, and import the parts.`);
  if (rows.some(({ cells }) => cells.length > MOST_COLUMNS))
    return wrong(`A line has more than ${MOST_COLUMNS} columns.`);
  const headed = !rows[0]!.cells.some((cell) => cell.includes('@'));
  return { encoding: it.encoding, columns: headed ? rows[0]!.cells : [], rows: headed ? rows.slice(1) : rows };
}

/** What a column may be taken for. */
export type ColumnUse = 'email' | 'interests' | 'locale';

/** The columns that are used, by their places; null where the file has none of that kind. */
export interface FileMapping {
  readonly email: number;
  readonly interests: number | null;
  readonly locale: number | null;
}

/** Names that people and other programs give to these columns, in small letters. */
const USUAL: Readonly<Record<ColumnUse, readonly string[]>> = {
  email: ['email', 'e-mail', 'mail', 'email address', 'e-mail address', 'correo', 'correo electrónico'],
  interests: ['interests', 'interest', 'topics', 'intereses', 'interés', 'temas'],
  locale: ['language', 'locale', 'lang', 'preferred language', 'idioma', 'lengua', 'idioma preferido'],
};

const FIELDS: Readonly<Record<ColumnUse, string>> = {
  email: 'emailColumn',
  interests: 'interestsColumn',
  locale: 'languageColumn',
};

const WANTED: Readonly<Record<ColumnUse, string>> = {
  email: 'Say which column of the file holds the addresses.',
  interests: 'Say which column of the file holds the interests, or choose none.',
  locale: 'Say which column of the file holds the language, or choose none.',
};

/** The columns as the importer named them: null is found by its usual name, an empty name is none. */
export type ColumnNames = Readonly<Record<ColumnUse, string | null>>;

const folded = (name: string) => name.normalize('NFC').trim().toLowerCase();

function notThere(use: ColumnUse, columns: readonly string[]): InvalidInput {
  const known =
    columns.length > 0
      ? `It has ${columns.map((name) => `“${name.slice(0, 60)}”`).join(', ')}.`
      : 'It has no names of columns.';
  return new InvalidInput(FIELDS[use], `${WANTED[use]} ${known.slice(0, 1_000)}`);
}

/** Nobody can say which of two columns of one name is meant: the first may hold other people than those who agreed. */
function standsTwice(use: ColumnUse, name: string): InvalidInput {
  const shown = name.slice(0, 60);
  return new InvalidInput(
    FIELDS[use],
    `Several columns of the file are called “${shown}”. Give each its own name in the file, and choose it again.`,
  );
}

/** The place of a column: the one that is named, or one with a usual name; null when there is none of that kind. */
function placeOf(use: ColumnUse, columns: readonly string[], named: string | null): number | null | InvalidInput {
  if (use !== 'email' && named?.trim() === '') return null;
  const names = columns.map(folded);
  const place = named === null ? names.findIndex((name) => USUAL[use].includes(name)) : names.indexOf(folded(named));
  if (place >= 0) return names.indexOf(names[place]!, place + 1) < 0 ? place : standsTwice(use, columns[place]!);
  return named === null ? null : notThere(use, columns);
}

/** Where the addresses stand, and the interests and the language where the file has them; or the first fault. */
export function mappingOf({ columns, rows }: SubscriberFile, named: ColumnNames): FileMapping | InvalidInput {
  let email = placeOf('email', columns, named.email);
  if (email === null && columns.length === 0) email = rows[0]!.cells.findIndex((cell) => cell.includes('@'));
  if (email instanceof InvalidInput) return email;
  if (email === null) return notThere('email', columns);
  const interests = placeOf('interests', columns, named.interests);
  if (interests instanceof InvalidInput) return interests;
  const locale = placeOf('locale', columns, named.locale);
  if (locale instanceof InvalidInput) return locale;
  const twice = (use: 'interests' | 'locale') =>
    new InvalidInput(FIELDS[use], 'This column is taken for something else already. Choose another, or none.');
  if (interests === email) return twice('interests');
  if (locale !== null && (locale === email || locale === interests)) return twice('locale');
  return { email, interests, locale };
}
