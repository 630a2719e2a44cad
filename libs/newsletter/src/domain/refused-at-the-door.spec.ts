import { describe, expect, it } from '@jest/globals';
import { refusedAtTheDoor } from './refused-at-the-door.js';

describe('a refusal at the door', () => {
  const at = new Date('2026-11-22T12:00:00Z');
  it.each([
    ['550 5.1.1 no such user', 'bouncedHard'],
    ['550 5.1.6 moved', 'bouncedHard'],
    ['550 5.2.1 disabled', 'bouncedHard'],
    ['552 5.2.2 full', 'bouncedSoft'],
    ['550 5.7.1 policy', 'blocked'],
    ['550 no such user', 'blocked'],
    ['554 5.0.0 no', 'blocked'],
  ] as const)('“%s” is told as %s', (reply, kind) => {
    const event = refusedAtTheDoor({ id: 'r1', resends: 1, reply, at });
    expect(event).toMatchObject({ source: 'smtp', eventKey: 'r1.1', deliveryId: 'r1', kind, at });
  });
});
