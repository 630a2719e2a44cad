import { type ArticleContent, extractBlocks } from '#document';
import type { Check, CheckContext, CheckInput, Finding, Hit, Severity } from './check.js';
import { longSentencesCheck } from './checks/long-sentences-check.js';
import {
  altTextCheck,
  citationCheck,
  headingOrderCheck,
  listLengthCheck,
  lostPictureCheck,
  titleCheck,
} from './checks/structure-checks.js';
import { findingKey, shortHash } from './finding-key.js';
import { sentencesIn } from './passages.js';
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

/** Moves with every change of what the checks find: stored findings of another value are no longer today's. */
export const CHECKS_VERSION = shortHash(CHECKS.map(({ id, version }) => `${id}@${version}`).join(' '));

/** Runs every check over a valid content. Pure: the same content and context give the same report. */
export function runChecks(content: ArticleContent, context: CheckContext = {}): CheckReport {
  const blocks = extractBlocks(content);
  const input: CheckInput = { content, blocks, sentences: sentencesIn(blocks), context };
  const findings = CHECKS.flatMap((check) => check.run(input).map((hit) => findingOf(check, hit, input)));
  return {
    findings: findings.sort((a, b) => RANK[a.severity] - RANK[b.severity]),
    readability: readabilityOf(blocks, content.locale),
  };
}

function findingOf(check: Check, hit: Hit, { blocks }: CheckInput): Finding {
  const { passage, severity, ...rest } = hit;
  const block = hit.blockIndex === undefined ? undefined : blocks[hit.blockIndex];
  return {
    // What is missing has no passage: its sentence says what is missing, and stands for it.
    key: findingKey(hit.code, passage ?? block?.text ?? (hit.quote || hit.message)),
    ...rest,
    checkId: check.id,
    checkVersion: check.version,
    severity: severity ?? check.severity,
  };
}
