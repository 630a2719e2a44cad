import { type Check, type Hit, hitWords } from '../check.js';
import { nodeAt } from '../claims/cited.js';
import { languageOf } from '../language.js';
import { JARGON, JARGON_ES } from './wording-data.js';

/** What follows a term that is explained: a bracket, a dash with a gloss, "which means", "is a". */
const EXPLAINS =
  /^[”"]?\s?(?:\(|,? (?:which|that) (?:means|is|are)\b|,? (?:or|i\.e\.|that is|meaning)\b|,? also (?:called|known)|(?:is|are|means) |,? (?:que significa|es decir|o sea|tambi[eé]n llamad[oa])|(?:es|son|significa) )/i;

const TERMS: Readonly<Record<string, RegExp>> = {
  en: new RegExp(`\\b(?:${longestFirst(JARGON)})\\b`, 'gi'),
  es: new RegExp(`(?<![\\p{L}])(?:${longestFirst(JARGON_ES)})(?:e?s)?(?![\\p{L}])`, 'giu'),
};

function longestFirst(terms: readonly string[]): string {
  return [...terms].sort((a, b) => b.length - a.length).join('|');
}

/** Terms that no explanation follows at their first use, one finding a term. A glossary mark explains. */
export const jargonCheck: Check = {
  id: 'jargon',
  version: 1,
  severity: 'note',
  run({ content, sentences }) {
    const terms = TERMS[languageOf(content.locale)];
    if (!terms) return [];
    const known = new Set<string>();
    return sentences.flatMap((sentence) =>
      [...sentence.text.matchAll(terms)].flatMap((match): Hit[] => {
        const term = match[0].toLowerCase().replace(/s$/, '');
        if (known.has(term)) return [];
        known.add(term);
        if (EXPLAINS.test(sentence.text.slice(match.index + match[0].length))) return [];
        const node = nodeAt(content.document, sentence.block.path);
        const glossed = node?.content?.some(
          ({ text, marks }) => marks?.some(({ type }) => type === 'glossaryTerm') && text?.includes(match[0]),
        );
        if (glossed) return [];
        const message = `Explain "${match[0]}" in plain words where it is first used, or use everyday words.`;
        return [hitWords(sentence, match.index, match[0].length, { code: 'JARGON_UNDEFINED', message })];
      }),
    );
  },
};
