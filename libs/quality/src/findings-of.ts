import type { Check, CheckInput, Finding, Hit } from './check.js';
import { findingKey } from './finding-key.js';

/** Runs one check: its hits, with the key, the check that found them and their severity. */
export function findingsOf(check: Check, input: CheckInput): Finding[] {
  return check.run(input).map((hit) => findingOf(check, hit, input));
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
