import { doseCheck } from './advice/dose-check.js';
import { escalationCheck } from './advice/escalation-check.js';
import type { Check } from './check.js';
import {
  absolutesCheck,
  evidenceCheck,
  guidelinesCheck,
  promisesCheck,
  titlePromisesCheck,
} from './claims/claims-checks.js';
import { storiesCheck } from './claims/stories-check.js';
import { shortHash } from './finding-key.js';
import { contradictionsCheck, duplicatesCheck } from './library/library-checks.js';
import { fileMetadataCheck, privacyCheck } from './privacy/privacy-check.js';
import { promotionCheck } from './promotion/promotion-check.js';
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
  titlePromisesCheck,
  evidenceCheck,
  guidelinesCheck,
  absolutesCheck,
  contradictionsCheck,
  escalationCheck,
  doseCheck,
  promotionCheck,
  privacyCheck,
  fileMetadataCheck,
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

/** Moves with every change of what the checks find: stored findings of another value are no longer today's. */
export const CHECKS_VERSION = shortHash(CHECKS.map(({ id, version }) => `${id}@${version}`).join(' '));
