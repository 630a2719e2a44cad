import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type nspell from 'nspell';
import { OWN_WORDS, type Speller, spellerOf } from '#quality';

const require = createRequire(import.meta.url);

interface Language {
  readonly dictionary: string;
  readonly letters: string;
}

const LANGUAGES: Readonly<Record<string, Language>> = {
  en: { dictionary: 'dictionary-en', letters: "abcdefghijklmnopqrstuvwxyz'" },
  es: { dictionary: 'dictionary-es', letters: 'abcdefghijklmnñopqrstuvwxyzáéíóúü' },
};

/** Words read in before others get their turn: the whole Spanish list takes two seconds. */
const AT_ONCE = 1_000;

const loading = new Map<string, Promise<Speller>>();

/**
 * The dictionary of a locale's language with our own words in it; undefined where we have none. Read when it is first
 * asked for, and kept: English takes about 25 MB of memory, Spanish 80.
 */
export function spellerFor(locale: string): Promise<Speller | undefined> {
  const code = locale.split('-')[0]?.toLowerCase() ?? '';
  const language = Object.hasOwn(LANGUAGES, code) ? LANGUAGES[code] : undefined;
  if (!language) return Promise.resolve(undefined);
  const known = loading.get(code) ?? load(code, language);
  loading.set(code, known);
  return known;
}

async function load(code: string, { dictionary, letters }: Language): Promise<Speller> {
  const home = dirname(require.resolve(dictionary));
  const [aff, dic, about] = await Promise.all(
    ['index.aff', 'index.dic', 'package.json'].map((name) => readFile(join(home, name), 'utf8')),
  );
  const spell = await spellOf(aff!, dic!);
  const own = OWN_WORDS[code] ?? new Set<string>();
  const { version } = JSON.parse(about!) as { version: string };
  return spellerOf({ correct: (word) => spell.correct(word) }, own, `${dictionary}@${version}+${own.size}`, letters);
}

/** Reads a word list in slices. One with rules for compounds, as English has, is compiled by them once, and so at once. */
async function spellOf(aff: string, dic: string): Promise<nspell> {
  const { default: nspell } = await import('nspell');
  if (/^COMPOUNDRULE/m.test(aff)) return nspell(aff, dic);
  const words = dic.split('\n').slice(1);
  const spell = nspell(aff, '0');
  for (let at = 0; at < words.length; at += AT_ONCE) {
    const some = words.slice(at, at + AT_ONCE);
    spell.dictionary(`${some.length}\n${some.join('\n')}`);
    await setImmediate();
  }
  return spell;
}
