import { type ArticleContent, extractBlocks } from '#document';
import type { Check, CheckContext, Finding, Severity } from './check.js';
import { longSentencesCheck } from './checks/long-sentences-check.js';
import {
  altTextCheck,
  citationCheck,
  headingOrderCheck,
  listLengthCheck,
  lostPictureCheck,
  titleCheck,
} from './checks/structure-checks.js';
import { type Readability, readabilityOf } from './readability/readability.js';
import { redFlagsCheck } from './red-flags/red-flags-check.js';

/** Every check, in the order in which an editor mends what they find. */
export const CHECKS: readonly Check[] = [
  redFlagsCheck,
  titleCheck,
  citationCheck,
  altTextCheck,
  lostPictureCheck,
  headingOrderCheck,
  listLengthCheck,
  longSentencesCheck,
];

const RANK: Readonly<Record<Severity, number>> = { block: 0, fix: 1, note: 2 };

/** What the checks say about one content. */
export interface CheckReport {
  /** The gravest first, then in the order of the checks. */
  readonly findings: readonly Finding[];
  readonly readability: Readability;
}

/** Runs every check over a valid content. Pure: the same content and context give the same report. */
export function runChecks(content: ArticleContent, context: CheckContext = {}): CheckReport {
  const blocks = extractBlocks(content);
  const findings = CHECKS.flatMap((check) =>
    check.run({ content, blocks, context }).map((hit) => ({
      ...hit,
      checkId: check.id,
      checkVersion: check.version,
      severity: check.severity,
    })),
  );
  return {
    findings: findings.sort((a, b) => RANK[a.severity] - RANK[b.severity]),
    readability: readabilityOf(blocks, content.locale),
  };
}
