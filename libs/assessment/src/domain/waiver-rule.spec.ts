import { describe, expect, it } from '@jest/globals';
import { waiverRefusal } from './waiver-rule.js';

describe('who may waive', () => {
  it.each([
    ['note', true, false, undefined],
    ['note', false, false, undefined],
    ['fix', true, false, 'WAIVER_NEEDS_COLLEAGUE'],
    ['fix', true, true, 'WAIVER_NEEDS_COLLEAGUE'],
    ['fix', false, false, undefined],
    ['block', false, false, 'WAIVER_NEEDS_REVIEWER'],
    ['block', true, true, 'WAIVER_NEEDS_COLLEAGUE'],
    ['block', true, false, 'WAIVER_NEEDS_REVIEWER'],
    ['block', false, true, undefined],
  ] as const)(
    '%s by a contributor: %p, licensed reviewer: %p -> %p',
    (severity, contributed, licensedReviewer, code) => {
      expect(waiverRefusal(severity, { contributed, licensedReviewer })?.code).toBe(code);
    },
  );
});
