import { type ArticleContent, extractBlocks } from '#document';
import { doseCheck } from './advice/dose-check.js';
import { escalationCheck } from './advice/escalation-check.js';
import type { Check, CheckContext, CheckInput, Finding, Hit, Severity } from './check.js';
import { absolutesCheck, evidenceCheck, guidelinesCheck, promisesCheck } from './claims/claims-checks.js';
import { storiesCheck } from './claims/stories-check.js';
import { findingKey, shortHash } from './finding-key.js';
import { contradictionsCheck, duplicatesCheck } from './library/library-checks.js';
import type { LibraryEntry } from './library/types.js';
import { sentencesIn } from './passages.js';
import { privacyCheck } from './privacy/privacy-check.js';
import { promotionCheck } from './promotion/promotion-check.js';
import { type Readability, readabilityOf } from './readability/readability.js';
import { readingLevelCheck } from './readability/reading-level-check.js';
import { redFlagsCheck } from './red-flags/red-flags-check.js';
import { referencesCheck } from './references/references-check.js';
import { spellingCheck } from './spelling/spelling-check.js';
import { linkTextCheck, lostLinkCheck, sensesCheck } from './structure/link-checks.js';
import { originCheck } from './structure/origin-checks.js';
import {
  altTextCheck,
  citationCheck,
  headingOrderCheck,
  listLengthCheck,
  lostPictureCheck,
  titleCheck,
} from './structure/structure-checks.js';
import { tableCheck } from './structure/table-check.js';
import { truncationCheck } from './structure/truncation-check.js';
import { grammarCheck } from './wording/grammar-check.js';
import { jargonCheck } from './wording/jargon-check.js';
import { longSentencesCheck } from './wording/long-sentences-check.js';
import { passiveCheck } from './wording/passive-check.js';
import { plainWordsCheck } from './wording/plain-words-check.js';
import { repetitionCheck } from './wording/repetition-check.js';
import { typographyCheck } from './wording/typography-check.js';

/** Every check, in the order in which an editor mends what they find. */
export const CHECKS: readonly Check[] = [
  redFlagsCheck,
  titleCheck,
  originCheck,
  citationCheck,
  truncationCheck,
  storiesCheck,
  promisesCheck,
  evidenceCheck,
  guidelinesCheck,
  absolutesCheck,
  contradictionsCheck,
  escalationCheck,
  doseCheck,
  promotionCheck,
  privacyCheck,
  referencesCheck,
  altTextCheck,
  lostPictureCheck,
  headingOrderCheck,
  tableCheck,
  linkTextCheck,
  sensesCheck,
  listLengthCheck,
  duplicatesCheck,
  readingLevelCheck,
  longSentencesCheck,
  repetitionCheck,
  jargonCheck,
  plainWordsCheck,
  passiveCheck,
  spellingCheck,
  grammarCheck,
  typographyCheck,
  lostLinkCheck,
];

const RANK: Readonly<Record<Severity, number>> = { block: 0, fix: 1, note: 2 };
/** Of one code, so that a text of one repeated phrase stays readable. */
const MOST_OF_A_CODE = 100;

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
  const input = inputOf(content, context);
  return { findings: findingsOf(CHECKS, input), readability: readabilityOf(input.blocks, content.locale) };
}

/** Runs only the checks that compare a content with the other articles of its library. */
export function runLibraryChecks(content: ArticleContent, library: readonly LibraryEntry[]): readonly Finding[] {
  return findingsOf([contradictionsCheck, duplicatesCheck], inputOf(content, { library }));
}

/** The same findings, what stops publishing before what is for the editor to judge. */
export function gravestFirst<F extends Finding>(findings: readonly F[]): F[] {
  return [...findings].sort((a, b) => RANK[a.severity] - RANK[b.severity]);
}

function inputOf(content: ArticleContent, context: CheckContext): CheckInput {
  const blocks = extractBlocks(content);
  return { content, blocks, sentences: sentencesIn(blocks), context };
}

function findingsOf(checks: readonly Check[], input: CheckInput): Finding[] {
  return gravestFirst(capped(checks.flatMap((check) => check.run(input).map((hit) => findingOf(check, hit, input)))));
}

function findingOf(check: Check, hit: Hit, { blocks }: CheckInput): Finding {
  const { passage, severity, ...rest } = hit;
  const block = hit.blockIndex === undefined ? undefined : blocks[hit.blockIndex];
  // What is missing has no passage: its sentence says what is missing, and stands for it.
  const about = passage ?? block?.text ?? (hit.quote || hit.message);
  return {
    key: findingKey(hit.code, hit.quote, about),
    ...rest,
    checkId: check.id,
    checkVersion: check.version,
    severity: severity ?? check.severity,
  };
}

/** At most a hundred of a code; the last of them says how many more there are. */
function capped(findings: readonly Finding[]): Finding[] {
  const counts = new Map<string, number>();
  for (const { code } of findings) counts.set(code, (counts.get(code) ?? 0) + 1);
  const seen = new Map<string, number>();
  return findings.flatMap((finding) => {
    const place = (seen.get(finding.code) ?? 0) + 1;
    seen.set(finding.code, place);
    const more = counts.get(finding.code)! - MOST_OF_A_CODE;
    if (place > MOST_OF_A_CODE) return [];
    const isLast = place === MOST_OF_A_CODE && more > 0;
    return [isLast ? { ...finding, message: `${finding.message} ${more} more like it are not listed.` } : finding];
  });
}
