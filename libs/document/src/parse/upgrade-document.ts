import { SCHEMA_VERSION } from '../schema/article-schema.js';

/** Turns a stored document of one schema version into the next one. Pure: the stored JSON stays as it is. */
export type UpgradeStep = (document: unknown) => unknown;

/** Step `n` leads from version `n` to `n + 1`. Version 1 is the first, so there is none yet. */
const STEPS: Readonly<Record<number, UpgradeStep>> = {};

/** Throws when a version between 1 and `target` has no step: such a build could not read its own history. */
export function checkSteps(steps: Readonly<Record<number, UpgradeStep>>, target: number): void {
  for (let version = 1; version < target; version += 1) {
    if (!Object.hasOwn(steps, version)) throw new Error(`No upgrade step leads from schema version ${version}.`);
  }
}

checkSteps(STEPS, SCHEMA_VERSION);

/**
 * A stored document in the form of today's schema. Its hash is the hash of the version it was stored in: give
 * `contentHash` that version when you recompute it.
 *
 * Throws `RangeError` for a version this build does not know, because that is a newer build's data.
 */
export function upgradeDocument(document: unknown, fromVersion: number): unknown {
  if (!Number.isInteger(fromVersion) || fromVersion < 1 || fromVersion > SCHEMA_VERSION) {
    throw new RangeError(`Schema version ${fromVersion} is unknown; this build knows 1 to ${SCHEMA_VERSION}.`);
  }
  let upgraded = document;
  for (let version = fromVersion; version < SCHEMA_VERSION; version += 1) upgraded = STEPS[version]!(upgraded);
  return upgraded;
}
