import { type Check, type Hit, hitWords } from '../check.js';
import { languageOf } from '../language.js';
import { PLAIN_WORDS } from './plain-words.js';

interface Substitutions {
  readonly pattern: RegExp;
  readonly plain: ReadonlyMap<string, readonly string[]>;
}

const BY_LANGUAGE = new Map<string, Substitutions>(
  Object.entries(PLAIN_WORDS).map(([language, list]) => {
    const words = list.map(([term]) => term).sort((a, b) => b.length - a.length);
    const pattern = new RegExp(`(?<![\\p{L}-])(?:${words.join('|')})(?![\\p{L}-])`, 'giu');
    return [language, { pattern, plain: new Map(list.map(([term, ...plain]) => [term, plain])) }];
  }),
);

/** Words that everyday language has a shorter one for. The proposal is never applied by itself. */
export const plainWordsCheck: Check = {
  id: 'plain-words',
  version: 2,
  severity: 'note',
  perBlock: true,
  run({ content, sentences }) {
    const substitutions = BY_LANGUAGE.get(languageOf(content.locale));
    if (!substitutions) return [];
    return sentences.flatMap((sentence) =>
      [...sentence.text.matchAll(substitutions.pattern)].map((match): Hit => {
        const options = (substitutions.plain.get(match[0].toLowerCase()) ?? []).map((plain) =>
          asWritten(plain, match[0]),
        );
        const said = options.map((option) => `"${option}"`).join(' or ');
        const hit = hitWords(sentence, match.index, match[0].length, {
          code: 'PLAIN_WORDS',
          message: `Use ${said} in place of "${match[0]}", if it fits.`,
        });
        return { ...hit, proposal: { kind: 'replace', options } };
      }),
    );
  },
};

/** A capital letter stays one. */
function asWritten(plain: string, found: string): string {
  return /^\p{Lu}/u.test(found) ? plain.charAt(0).toUpperCase() + plain.slice(1) : plain;
}
