import type { BodyLine, OutlineLine } from '../outline.js';
import { wordsOf } from '../words.js';
import type { Finding, PlacedSentence } from './finding.js';
import { quoteAround } from './finding.js';
import { CONFUSED, JARGON, MISSPELT, PAST_FOR_PLAIN, PLAIN_VERBS } from './wording-data.js';

const LONG_SENTENCE = 25;
const VERY_LONG_SENTENCE = 45;
/** A third of the sentences over 25 words makes the whole text hard to follow. */
const MAX_LONG_SHARE = 1 / 3;
/** What follows or precedes a term that is explained: a bracket, a dash with a gloss, "which means", "is a". */
const EXPLAINS =
  /^[”"]?\s?(?:\(|,? (?:which|that) (?:means|is|are)\b|,? (?:or|i\.e\.|that is|meaning)\b|,? also (?:called|known)|(?:is|are|means) )/i;

/** Terms without an explanation at their first use, one finding a term. */
export function jargonFindings(sentences: readonly PlacedSentence[]): Finding[] {
  const known = new Set<string>();
  const terms = new RegExp(`\\b(?:${JARGON.join('|')})\\b`, 'gi');
  const found: Finding[] = [];
  for (const { text, line } of sentences) {
    for (const match of text.matchAll(terms)) {
      const term = match[0].toLowerCase().replace(/s$/, '');
      if (known.has(term)) continue;
      known.add(term);
      if (EXPLAINS.test(text.slice(match.index + match[0].length))) continue;
      const message = `Explain "${match[0]}" in plain words where it is first used, or use everyday words.`;
      found.push({ code: 'JARGON_UNDEFINED', line: line.line, quote: match[0], message, severity: 'note' });
    }
  }
  return found;
}

/** Sentences too long to follow, when one is very long or when a third of them are long. */
export function longSentenceFindings(sentences: readonly PlacedSentence[]): Finding[] {
  const counted = sentences.map((sentence) => ({ sentence, words: wordsOf(sentence.text).length }));
  const long = counted.filter(({ words }) => words > LONG_SENTENCE);
  const many = long.length > counted.length * MAX_LONG_SHARE;
  const listed = many ? long : long.filter(({ words }) => words > VERY_LONG_SENTENCE);
  return listed.map(({ sentence, words }) => ({
    code: 'LONG_SENTENCES',
    line: sentence.line.line,
    quote: quoteAround(sentence.text, 0, 0),
    message: `Split this sentence of ${words} words; aim for ${LONG_SENTENCE} at most.`,
    severity: 'note',
  }));
}

/** Misspelt words in any line that stays in the article. Proposals only; the text is never changed. */
export function spellingFindings(lines: readonly OutlineLine[]): Finding[] {
  const wrong = new RegExp(`\\b\\w{0,12}(?:${MISSPELT.map(([part]) => part).join('|')})\\w{0,12}`, 'gi');
  return lines.flatMap((line) => {
    if (line.kind === 'boilerplate' || line.kind === 'recentPost') return [];
    return [...line.plain.slice(0, 20_000).matchAll(wrong)].map((match): Finding => {
      const pair = MISSPELT.find(([part]) => match[0].toLowerCase().includes(part)) ?? ['', ''];
      const proposal = match[0].replace(new RegExp(pair[0], 'i'), pair[1]);
      const message = `Check the spelling; "${proposal}" may be meant.`;
      return { code: 'SPELLING', line: line.line, quote: match[0], message, severity: 'note' };
    });
  });
}

/** Confused words, and a past form at the start of a list item whose neighbours begin with a plain verb. */
export function grammarFindings(sentences: readonly PlacedSentence[], lines: readonly BodyLine[]): Finding[] {
  const confused = sentences.flatMap(({ text, line }) =>
    CONFUSED.flatMap(({ pattern, meant }): Finding[] => {
      const match = pattern.exec(text);
      if (match === null) return [];
      return [grammar(line.line, match[0], `Check the wording; ${meant} is usually meant here.`)];
    }),
  );
  return [...confused, ...verbFindings(lines)];
}

function verbFindings(lines: readonly BodyLine[]): Finding[] {
  const lists = new Map<number, BodyLine[]>();
  for (const line of lines) {
    if (line.kind !== 'listItem') continue;
    const items = lists.get(line.list);
    if (items === undefined) lists.set(line.list, [line]);
    else items.push(line);
  }
  return [...lists.values()].flatMap((items) => {
    const plain = items.filter((item) => PLAIN_VERBS.has(firstWord(item))).length;
    if (plain * 2 <= items.length) return [];
    return items.flatMap((item): Finding[] => {
      const verb = PAST_FOR_PLAIN.get(firstWord(item));
      if (verb === undefined) return [];
      const quote = item.text.split(/\s+/, 4).join(' ');
      return [grammar(item.line, quote, `The other items begin with a plain verb; "${verb}" may be meant.`)];
    });
  });
}

function firstWord(line: BodyLine): string {
  return (wordsOf(line.text.slice(0, 60))[0] ?? '').toLowerCase();
}

function grammar(line: number, quote: string, message: string): Finding {
  return { code: 'GRAMMAR', line, quote, message, severity: 'note' };
}

const TYPOGRAPHY: readonly { readonly pattern: RegExp; readonly message: string }[] = [
  { pattern: /\u00A0 | \u00A0/, message: 'Replace the no-break space beside a space by one space.' },
  { pattern: /…[.…]|\.…/, message: 'Use one ellipsis or one full stop, not both.' },
  { pattern: /\p{L}- \p{Lu}/u, message: 'Write the hyphen as a dash with a space on both sides, or join the words.' },
  { pattern: /\p{L} ,|\p{L},,/u, message: 'Check the space or the doubled comma.' },
];

/** Spacing and punctuation slips in lines that an editor will see. Dropped site furniture is left alone. */
export function typographyFindings(lines: readonly OutlineLine[]): Finding[] {
  return lines.flatMap((line) => {
    if (line.kind === 'boilerplate') return [];
    const text = line.raw.trim().slice(0, 20_000);
    return TYPOGRAPHY.flatMap(({ pattern, message }): Finding[] => {
      const match = pattern.exec(text);
      if (match === null) return [];
      const quote = quoteAround(text, match.index, match[0].length);
      return [{ code: 'TYPOGRAPHY', line: line.line, quote, message, severity: 'note' }];
    });
  });
}
