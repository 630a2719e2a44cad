import { describe, expect, it } from '@jest/globals';
import { ledgerResult } from './ledger-result.js';

const options = { backoffSeconds: [60, 300], brokenSeconds: 15 };
const of = (kind: 'handedOver' | 'deferred' | 'failed' | 'broken' | 'unknown' | 'senderRefused', attempt: number) =>
  ledgerResult({ kind, reply: 'r' }, attempt, options);

describe('what the ledger keeps of an attempt', () => {
  it.each([
    ['handedOver', 1, { status: 'handed_over', waitSeconds: 0 }],
    ['failed', 1, { status: 'failed', waitSeconds: 0 }],
    ['unknown', 1, { status: 'unknown', waitSeconds: 0 }],
    ['deferred', 1, { status: 'deferred', waitSeconds: 60 }],
    ['deferred', 2, { status: 'deferred', waitSeconds: 300 }],
    ['deferred', 3, { status: 'failed', waitSeconds: 0 }],
    ['broken', 1, { status: 'deferred', waitSeconds: 15 }],
    ['broken', 2, { status: 'deferred', waitSeconds: 30 }],
    ['senderRefused', 9, { status: 'deferred', waitSeconds: 15 }],
    ['broken', 3, { status: 'failed', waitSeconds: 0 }],
  ] as const)('%s at try %d', (kind, attempt, expected) => expect(of(kind, attempt)).toMatchObject(expected));
});
