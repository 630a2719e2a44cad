import { InvalidInput } from '#kernel';
import { CODE_SHAPES, CODE_SYSTEMS, type CodeSystem, canonicalCode, type TermCode } from './codes.js';
import { InvalidCode } from './refusals.js';

export const TERM_KINDS = ['topic', 'bodyRegion', 'condition', 'audience'] as const;
export type TermKind = (typeof TERM_KINDS)[number];

/** What a term is called in one language, and the other words people look for it by. */
export interface TermLabel {
  readonly locale: string;
  readonly label: string;
  readonly synonyms: readonly string[];
}

const LOCALE = /^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$/;
const KEY = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const LONGEST = 80;

/** True for a short line of text: 1 to 80 characters, none of them a control character. */
export function isShortLine(text: string): boolean {
  return text.length >= 1 && text.length <= LONGEST && !/\p{C}/u.test(text);
}

/** The form in which two labels are held against each other: case, accents' encoding and spaces do not count. */
export function foldLabel(text: string): string {
  return text.normalize('NFC').trim().replace(/\s+/g, ' ').toLowerCase();
}

/** The key of a term from its first label, or the first fault. */
export function keyFault(key: string): InvalidInput | null {
  if (KEY.test(key) && key.length <= LONGEST) return null;
  return new InvalidInput('key', 'A key has small letters, digits and single hyphens: at most 80 of them.');
}

/** Labels with their spaces trimmed and each synonym once, or the first fault. */
export function cleanLabels(labels: readonly TermLabel[]): TermLabel[] | InvalidInput {
  if (labels.length < 1 || labels.length > 20) return new InvalidInput('labels', 'Give 1 to 20 labels.');
  if (new Set(labels.map((it) => it.locale)).size < labels.length) {
    return new InvalidInput('labels', 'Give one label a language.');
  }
  const cleaned: TermLabel[] = [];
  for (const { locale, label, synonyms } of labels) {
    if (!LOCALE.test(locale))
      return new InvalidInput('labels', 'Name the language of each label, such as en or es-MX.');
    const words = [...new Map(synonyms.map((it) => [foldLabel(it), it.trim()])).values()];
    if (words.length > 40) return new InvalidInput('labels', 'Give at most 40 synonyms in a language.');
    if (![label.trim(), ...words].every(isShortLine)) {
      return new InvalidInput('labels', 'Each label and synonym has 1 to 80 characters.');
    }
    cleaned.push({ locale, label: label.trim(), synonyms: words.filter((it) => foldLabel(it) !== foldLabel(label)) });
  }
  return cleaned;
}

/** The words of two terms: the first keeps its labels, and a language that it lacks comes from the other. */
export function wordsOfBoth(kept: readonly TermLabel[], other: readonly TermLabel[]): TermLabel[] {
  const joined = kept.map((own) => {
    const from = other.find(({ locale }) => locale === own.locale);
    return from ? { ...own, synonyms: [...own.synonyms, from.label, ...from.synonyms] } : own;
  });
  return [...joined, ...other.filter(({ locale }) => !kept.some((own) => own.locale === locale))];
}

/** The codes in their stored form, or the first that has no right shape. Only conditions have codes. */
export function cleanCodes(kind: TermKind, codes: readonly TermCode[]): TermCode[] | InvalidInput | InvalidCode {
  if (codes.length === 0) return [];
  if (kind !== 'condition') return new InvalidInput('codes', 'Only a condition has codes. Leave them out.');
  if (codes.length > 100) return new InvalidInput('codes', 'Give at most 100 codes.');
  const cleaned: TermCode[] = [];
  for (const given of codes) {
    const wrong = [given.code, ...given.replacedBy].find((code) => !known(given.system, code));
    if (wrong !== undefined) return new InvalidCode(given.system, wrong, CODE_SHAPES[given.system]);
    if (given.status === 'active' && given.replacedBy.length > 0) {
      return new InvalidInput('codes', 'Only a retired code was replaced by others. Mark it as retired.');
    }
    const code = canonicalCode(given.system, given.code)!;
    const replacedBy = [...new Set(given.replacedBy.map((it) => canonicalCode(given.system, it)!))];
    if (replacedBy.includes(code)) return new InvalidInput('codes', 'A code cannot replace itself.');
    if (cleaned.some((it) => it.system === given.system && it.code === code)) {
      return new InvalidInput('codes', `The code ${code} is there twice. Leave one out.`);
    }
    cleaned.push({ system: given.system, code, status: given.status, replacedBy });
  }
  return cleaned;
}

function known(system: CodeSystem, code: string): boolean {
  return CODE_SYSTEMS.includes(system) && canonicalCode(system, code) !== null;
}
