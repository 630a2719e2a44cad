import type { TermWords } from '#taxonomy';
import { MOST_INTERESTS } from './segment.js';

export type ImportNoteCode =
  /** The site has no topic or body region of this name. */
  | 'UNKNOWN_INTEREST'
  /** Several topics or body regions have this name. */
  | 'UNCLEAR_INTEREST'
  /** More than a person can choose; the first ones were taken. */
  | 'MANY_INTERESTS'
  /** The site does not write in this language; its own stands in its place. */
  | 'UNKNOWN_LANGUAGE'
  /** The person is known: nothing of what they chose, or left, was changed by this line. */
  | 'CHOICES_KEPT'
  /** The address stood in an earlier line, and what that one chose counts. */
  | 'FIRST_LINE_COUNTS';

/** What a line could not do as it was written. */
export interface ImportNote {
  readonly code: ImportNoteCode;
  /** The words of the file that it is about, at most five, none of them with an @. */
  readonly words: readonly string[];
}

/** What a line says of a person beside the address. */
export interface ImportChoices {
  /** Ids of terms, each once. */
  readonly interests: readonly string[];
  readonly locale: string;
  readonly notes: readonly ImportNote[];
  /** True when its cells held anything. */
  readonly given: boolean;
}

interface SiteLanguages {
  readonly locale: string;
  readonly locales: readonly string[];
}

const MOST_WORDS = 5;
const LONGEST_WORD = 80;

const folded = (text: string) => text.normalize('NFC').trim().replace(/\s+/g, ' ').toLowerCase();

/** Words as a report may repeat them: a column that was taken by mistake must not put addresses into it. */
function shown(words: readonly string[]): string[] {
  return words
    .filter((word) => !word.includes('@') && !/\p{C}/u.test(word))
    .slice(0, MOST_WORDS)
    .map((word) => word.slice(0, LONGEST_WORD));
}

function noteOf(code: ImportNoteCode, words: readonly string[]): ImportNote[] {
  return words.length > 0 ? [{ code, words: shown(words) }] : [];
}

type Index = Map<string, Set<string>>;

function indexOf(words: readonly TermWords[], namesOf: (term: TermWords) => readonly string[]): Index {
  const index: Index = new Map();
  for (const term of words) {
    for (const name of namesOf(term).map(folded)) index.set(name, (index.get(name) ?? new Set()).add(term.id));
  }
  return index;
}

/** What a language is called: by itself, in English and in Spanish, with and without its country. */
function namesOfLanguage(locale: string): string[] {
  const language = locale.split('-')[0]!;
  const names = [locale, language, 'en', 'es'].flatMap((reader) => {
    const say = new Intl.DisplayNames([reader], { type: 'language', fallback: 'none' });
    return [say.of(locale), say.of(language)];
  });
  return names.filter((name) => name !== undefined).map(folded);
}

/** Reads what a list says of interests and languages, as one site knows them. */
export class ChoiceReader {
  /** In the order in which a name counts: a code before a name, a name before another word for it. */
  private readonly ranks: readonly Index[];
  private readonly languages: readonly { locale: string; names: readonly string[] }[];

  constructor(words: readonly TermWords[], site: SiteLanguages) {
    this.ranks = [
      indexOf(words, ({ id, key }) => [id, key]),
      indexOf(words, ({ labels }) => labels),
      indexOf(words, ({ synonyms }) => synonyms),
    ];
    const locales = [...new Set([site.locale, ...site.locales])];
    this.languages = locales.map((locale) => ({ locale, names: namesOfLanguage(locale) }));
  }

  /** @param interests a cell with names or codes between `;` or `|` @param language a cell with a tag or a name */
  read(interests: string, language: string): ImportChoices {
    const chosen = this.interests(interests);
    const locale = this.localeOf(language);
    const unknown = noteOf('UNKNOWN_LANGUAGE', locale === undefined ? [language.trim()] : []);
    return {
      interests: chosen.ids,
      locale: locale ?? this.languages[0]!.locale,
      notes: [...chosen.notes, ...unknown],
      given: interests.trim() !== '' || language.trim() !== '',
    };
  }

  private interests(cell: string): { ids: string[]; notes: ImportNote[] } {
    const names = [...new Set(cell.split(/[;|]/).map((name) => name.trim()))].filter((name) => name !== '');
    const ids = new Set<string>();
    const unknown: string[] = [];
    const unclear: string[] = [];
    for (const name of names) {
      const found = this.ranks.map((rank) => rank.get(folded(name))).find((terms) => terms !== undefined);
      if (!found) unknown.push(name);
      else if (found.size > 1) unclear.push(name);
      else ids.add([...found][0]!);
    }
    const all = [...ids];
    const many: ImportNote[] = all.length > MOST_INTERESTS ? [{ code: 'MANY_INTERESTS', words: [] }] : [];
    const notes = [...noteOf('UNKNOWN_INTEREST', unknown), ...noteOf('UNCLEAR_INTEREST', unclear), ...many];
    return { ids: all.slice(0, MOST_INTERESTS), notes };
  }

  /** A language of the site; undefined for one it does not write in. An empty cell is the site's own. */
  private localeOf(cell: string): string | undefined {
    const asked = folded(cell).replaceAll('_', '-');
    if (asked === '') return this.languages[0]!.locale;
    const same = this.languages.find(({ locale }) => locale.toLowerCase() === asked);
    const language = /^[a-z]{2,3}(?:-[a-z0-9]{2,8})*$/.test(asked) ? asked.split('-')[0] : undefined;
    const alike = () => this.languages.find(({ locale }) => locale.split('-')[0] === language);
    const named = () => this.languages.find(({ names }) => names.includes(folded(cell)));
    return (same ?? named() ?? alike())?.locale;
  }
}
