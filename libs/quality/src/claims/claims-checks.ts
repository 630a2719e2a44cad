import { type Check, type CheckInput, type Hit, hitAt } from '../check.js';
import { citations } from './cited.js';
import { ABSOLUTE_RULES } from './rules-absolutes.js';
import { EVIDENCE_RULES } from './rules-evidence.js';
import { GUIDELINE_RULES } from './rules-guidelines.js';
import { PROMISE_RULES } from './rules-promises.js';
import type { SentenceRule } from './sentence-rule.js';
import { storyBlocks } from './stories.js';

/** Rules tried on every sentence; at most one finding a code and sentence. */
function rulesCheck(id: string, version: number, rules: readonly SentenceRule[]): Check {
  return { id, version, severity: 'fix', perBlock: true, run: (input) => hitsOf(input, rules) };
}

function hitsOf(input: CheckInput, rules: readonly SentenceRule[]): Hit[] {
  const stories = storyBlocks(input.sentences);
  const isCited = citations(input);
  return input.sentences.flatMap((sentence) => {
    const codes = new Set<string>();
    return rules.flatMap((rule): Hit[] => {
      if (codes.has(rule.code) || (rule.adviceOnly && stories.has(sentence.block.index))) return [];
      const match = rule.pattern.exec(sentence.text);
      if (!match || rule.unless?.test(sentence.text) || (rule.unless && isCited(sentence))) return [];
      codes.add(rule.code);
      const hit = hitAt(sentence, match.index, match[0].length, { code: rule.code, message: rule.message });
      return [{ ...hit, severity: rule.severity }];
    });
  });
}

/** Promises of an outcome, fear, words about other care, wording that hurts. */
export const promisesCheck = rulesCheck('claim-promises', 1, PROMISE_RULES);

/** Clinical statements and figures that no source carries. */
export const evidenceCheck = rulesCheck('claim-evidence', 1, EVIDENCE_RULES);

/** Statements that guidelines speak against, or that are known to be wrong. */
export const guidelinesCheck = rulesCheck('claim-guidelines', 1, GUIDELINE_RULES);

/** Words that allow no exception. */
export const absolutesCheck = rulesCheck('claim-absolutes', 1, ABSOLUTE_RULES);
