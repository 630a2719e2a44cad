import type { TextBlock } from '#document';
import { type Check, type CheckInput, type Hit, hitAt, type PlacedSentence } from '../check.js';
import { languageOf } from '../language.js';
import { citations } from './cited.js';
import { isDenied } from './denied.js';
import { ABSOLUTE_RULES } from './rules-absolutes.js';
import { SPANISH_ABSOLUTES, SPANISH_EVIDENCE, SPANISH_GUIDELINES, SPANISH_PROMISES } from './rules-es.js';
import { EVIDENCE_RULES } from './rules-evidence.js';
import { GUIDELINE_RULES } from './rules-guidelines.js';
import { PROMISE_RULES } from './rules-promises.js';
import type { SentenceRule } from './sentence-rule.js';
import { storyBlocks } from './stories.js';

/** The rules of a language; in a language without its own those for English are tried. */
type RulesByLanguage = { readonly en: readonly SentenceRule[]; readonly es: readonly SentenceRule[] };

/** Rules tried on every sentence; at most one finding a code and sentence. */
function rulesCheck(id: string, version: number, rules: RulesByLanguage): Check {
  return {
    id,
    version,
    severity: 'fix',
    perBlock: true,
    run: (input) => hitsOf(input, input.sentences, rulesFor(input, rules)),
  };
}

function rulesFor({ content }: CheckInput, rules: RulesByLanguage): readonly SentenceRule[] {
  return languageOf(content.locale) === 'es' ? rules.es : rules.en;
}

function hitsOf(input: CheckInput, sentences: readonly PlacedSentence[], rules: readonly SentenceRule[]): Hit[] {
  const stories = storyBlocks(input.sentences);
  const isCited = citations(input);
  return sentences.flatMap((sentence) => {
    const codes = new Set<string>();
    return rules.flatMap((rule): Hit[] => {
      if (codes.has(rule.code) || (rule.adviceOnly && stories.has(sentence.block.index))) return [];
      const match = rule.pattern.exec(sentence.text);
      if (!match || rule.unless?.test(sentence.text) || (rule.unless && isCited(sentence))) return [];
      if (rule.notDenied && isDenied(sentence.text, match.index)) return [];
      codes.add(rule.code);
      const hit = hitAt(sentence, match.index, match[0].length, { code: rule.code, message: rule.message });
      return [{ ...hit, severity: rule.severity }];
    });
  });
}

const PROMISES: RulesByLanguage = { en: PROMISE_RULES, es: SPANISH_PROMISES };

/** Promises of an outcome, fear, words about other care, wording that hurts: in the text and in its headings. */
export const promisesCheck: Check = {
  id: 'claim-promises',
  version: 2,
  severity: 'fix',
  perBlock: true,
  run: (input) => hitsOf(input, [...headingsOf(input.blocks), ...input.sentences], rulesFor(input, PROMISES)),
};

/** A heading is read first, and alone in a list of contents. */
function headingsOf(blocks: readonly TextBlock[]): PlacedSentence[] {
  return blocks.flatMap((block) =>
    block.kind === 'heading' ? [{ text: block.text.slice(0, 1_200), from: 0, to: block.text.length, block }] : [],
  );
}

/** The same in the title, which is all that a list, a search and a newsletter show. */
export const titlePromisesCheck: Check = {
  id: 'claim-title',
  version: 1,
  severity: 'block',
  run(input) {
    const title = input.content.title.slice(0, 1_200);
    const rule = rulesFor(input, PROMISES).find(({ pattern, notDenied }) => {
      const match = pattern.exec(title);
      return match && !(notDenied && isDenied(title, match.index));
    });
    if (!rule) return [];
    return [{ code: rule.code, severity: rule.severity, message: rule.message, path: 'title', quote: title }];
  },
};

/** Clinical statements and figures that no source carries. */
export const evidenceCheck = rulesCheck('claim-evidence', 2, { en: EVIDENCE_RULES, es: SPANISH_EVIDENCE });

/** Statements that guidelines speak against, or that are known to be wrong. */
export const guidelinesCheck = rulesCheck('claim-guidelines', 2, { en: GUIDELINE_RULES, es: SPANISH_GUIDELINES });

/** Words that allow no exception. */
export const absolutesCheck = rulesCheck('claim-absolutes', 2, { en: ABSOLUTE_RULES, es: SPANISH_ABSOLUTES });
