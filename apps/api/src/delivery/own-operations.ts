import { readFileSync } from 'node:fs';
import { hashOfOperation } from '#identity';
import { projectPath } from '#platform';
import { operationTexts } from './operation-manifest.js';

/**
 * What the reference site of this release asks, by the SHA-256 of its text. Answered beside every list: it was reviewed
 * with the release, and a list that had to name it would close the site at the next upgrade.
 */
export const OWN_OPERATIONS: ReadonlyMap<string, string> = new Map(
  operationTexts(
    JSON.parse(readFileSync(projectPath('apps', 'api', 'src', 'delivery', 'site-operations.json'), 'utf8')),
  )!.map((text) => [hashOfOperation(text), text]),
);
