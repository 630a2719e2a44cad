import { en } from './en';
import type { Message, MessageKey, Messages, Names, TextOf, Values } from './message-types';

export type { MessageKey };

/** A language of the interface. */
export type Language = 'en' | 'es';
export const LANGUAGES: readonly Language[] = ['en', 'es'];

const STORED = 'carepress.language';
let current: Messages = en;
let language: Language = 'en';
let findings: Readonly<Record<string, string>> = {};
let refusals: Readonly<Record<string, string>> = {};

/** The language that is shown now. */
export function currentLanguage(): Language {
  return language;
}

/** The language the person chose, or the first of the browser's that there is; English otherwise. */
export function preferredLanguage(): Language {
  const wanted = [localStorage.getItem(STORED), ...navigator.languages].map((tag) => tag?.split('-')[0]);
  return LANGUAGES.find((known) => known === wanted.find((tag) => LANGUAGES.some((one) => one === tag))) ?? 'en';
}

/** Loads a language and shows it from the next drawing on. */
export async function loadMessages(wanted: Language): Promise<void> {
  const spanish = wanted === 'es' ? await import('./es') : null;
  current = spanish?.es ?? en;
  findings = spanish?.findings ?? {};
  refusals = spanish?.refusals ?? {};
  language = wanted;
  document.documentElement.lang = wanted;
}

/** Keeps the person's choice for the next visit. */
export function rememberLanguage(wanted: Language): void {
  localStorage.setItem(STORED, wanted);
}

/** What to do about a finding: the check's own words in English, the sentence of its code in another language. */
export function findingSentence({ code, message }: { readonly code: string; readonly message: string }): string {
  return findings[code] ?? message;
}

/** What the server answers when it says no. */
interface Refusal {
  readonly code?: string | null;
  readonly message: string;
  /** What was given wrong, when it was one thing. */
  readonly field?: string | null;
}

/** Why the server says no, and what to do: its own words in English, the sentence of the code in another language. */
export function refusalSentence({ code, message, field }: Refusal): string {
  return refusals[`${code}.${field}`] ?? refusals[code ?? ''] ?? message;
}

/** A sentence of the interface, with its placeholders filled in. `count` chooses between one and many. */
export function t<K extends MessageKey>(
  key: K,
  ...[values]: Names<TextOf<(typeof en)[K]>> extends never ? [] : [values: Values<K>]
): string {
  const given = (values ?? {}) as Record<string, string | number>;
  const text = pick(current[key], given.count);
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = given[name];
    return typeof value === 'number' ? value.toLocaleString(language) : (value ?? whole);
  });
}

function pick(message: Message, count: string | number | undefined): string {
  if (typeof message === 'string') return message;
  return new Intl.PluralRules(language).select(Number(count)) === 'one' ? message.one : message.other;
}
