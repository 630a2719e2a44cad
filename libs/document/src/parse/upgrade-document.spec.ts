import { describe, expect, it } from '@jest/globals';
import { build as b } from '../build.js';
import { SCHEMA_VERSION } from '../schema/article-schema.js';
import { checkSteps, upgradeDocument } from './upgrade-document.js';

describe('upgrading a stored document', () => {
  it('leaves one of the current version as it is', () => {
    const document = b.doc(b.p('x'));
    expect(upgradeDocument(document, SCHEMA_VERSION)).toBe(document);
  });

  it.each([0, SCHEMA_VERSION + 1, 1.5, Number.NaN])('does not guess at version %p', (version) => {
    expect(() => upgradeDocument({}, version)).toThrow(RangeError);
  });

  it('needs a step for every version but the last', () => {
    expect(() => checkSteps({ 1: (document) => document }, 3)).toThrow('version 2');
    expect(() => checkSteps({ 1: (document) => document, 2: (document) => document }, 3)).not.toThrow();
  });
});
