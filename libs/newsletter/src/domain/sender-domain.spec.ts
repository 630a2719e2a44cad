import { describe, expect, it } from '@jest/globals';
import { type DomainRecords, hasPassed, judgeDomain } from './sender-domain.js';

const KEY = { domain: 'clinic.example', selector: 's1', records: ['v=DKIM1; k=rsa; p=MIGf'], record: null };
const GOOD: DomainRecords = {
  domain: 'news.clinic.example',
  spf: ['google-site-verification=1', 'v=spf1 include:_spf.mail.example -all'],
  dmarc: ['v=DMARC1; p=quarantine'],
  dkim: KEY,
  postalAddress: '1 Quay Street',
  mailServer: 'mail.example.org',
};
const judged = (change: Partial<DomainRecords>) => judgeDomain({ ...GOOD, ...change });
const states = (change: Partial<DomainRecords>) =>
  Object.fromEntries(judged(change).map(({ code, state }) => [code, state]));
const ALL_GOOD = { SPF: 'good', DKIM: 'good', DMARC: 'good', ALIGNMENT: 'good', POSTAL_ADDRESS: 'good' };
const OURS = 'v=DKIM1; k=rsa; p=MIGfOurs';

describe('the domain of a sender', () => {
  it.each<[string, Partial<DomainRecords>, object]>([
    ['everything', {}, {}],
    ['no SPF', { spf: ['x=1'] }, { SPF: 'missing' }],
    ['two SPF records', { spf: ['v=spf1 -all', 'v=spf1 mx -all'] }, { SPF: 'missing' }],
    ['an SPF record for everybody', { spf: ['v=spf1 +all'] }, { SPF: 'missing' }],
    ['an SPF record without an end', { spf: ['v=spf1 mx'] }, { SPF: 'warning' }],
    ['an SPF record that leads elsewhere', { spf: ['v=spf1 redirect=_spf.mail.example'] }, {}],
    ['too many lookups', { spf: [`v=spf1 ${'include:a.example '.repeat(11)}-all`] }, { SPF: 'missing' }],
    ['no answer', { spf: null, dmarc: null }, { SPF: 'unknown', DMARC: 'unknown' }],
    ['no DMARC', { dmarc: [] }, { DMARC: 'missing' }],
    ['two DMARC records', { dmarc: ['v=DMARC1; p=none', 'v=DMARC1; p=none'] }, { DMARC: 'missing' }],
    ['a DMARC record without a policy', { dmarc: ['v=DMARC1; rua=mailto:a@b.example'] }, { DMARC: 'missing' }],
    ['a key that is not there', { dkim: { ...KEY, records: [] } }, { DKIM: 'missing' }],
    ['a key that nobody answers for', { dkim: { ...KEY, records: null } }, { DKIM: 'unknown' }],
    ['a revoked key', { dkim: { ...KEY, records: ['v=DKIM1; p='] } }, { DKIM: 'missing' }],
    ['another key than ours', { dkim: { ...KEY, record: OURS } }, { DKIM: 'missing' }],
    ['our key, written in pieces', { dkim: { ...KEY, record: OURS, records: ['v=DKIM1; p=MIGf Ours'] } }, {}],
    ['a signature for another domain', { dkim: { ...KEY, domain: 'mail.example' } }, { ALIGNMENT: 'missing' }],
    ['a mail server that signs', { dkim: null }, { DKIM: 'unknown', ALIGNMENT: 'warning' }],
    ['no postal address', { postalAddress: ' ' }, { POSTAL_ADDRESS: 'missing' }],
  ])('is judged with %s', (_what, change, found) => {
    expect(states(change)).toEqual({ ...ALL_GOOD, ...found });
    expect(judged(change).every(({ sentence }) => /^[A-Z“_a-z].*\.$/.test(sentence) && !/[{}]/.test(sentence))).toBe(
      true,
    );
  });

  it('has passed when everything was seen, and not when nobody could say', () => {
    expect(hasPassed(judged({}))).toBe(true);
    expect(hasPassed(judged({ spf: ['v=spf1 mx'] }))).toBe(true);
    expect(hasPassed([])).toBe(false);
    for (const change of [{ spf: null }, { dmarc: null }, { dkim: null }, { dmarc: [] }, { postalAddress: '' }]) {
      expect(hasPassed(judged(change))).toBe(false);
    }
  });

  it.each<[string, Partial<DomainRecords>, string, string | null]>([
    ['an SPF record that names our mail server', { spf: [] }, 'SPF', 'v=spf1 a:mail.example.org ~all'],
    ['no SPF record where nobody knows our mail server by name', { spf: [], mailServer: null }, 'SPF', null],
    ['the SPF record that is there, closed', { spf: ['v=spf1 mx +all'] }, 'SPF', 'v=spf1 mx ~all'],
    ['an end for it', { spf: ['v=spf1 mx ?all'] }, 'SPF', 'v=spf1 mx ~all'],
    ['a DMARC record', { dmarc: [] }, 'DMARC', 'v=DMARC1; p=none'],
    ['a policy', { dmarc: ['v=DMARC1; rua=mailto:a@b.example'] }, 'DMARC', 'v=DMARC1; p=none; rua=mailto:a@b.example'],
    ['our key', { dkim: { ...KEY, records: [], record: OURS } }, 'DKIM', OURS],
    ['nothing where all is well', {}, 'DMARC', null],
  ])('says to enter %s', (_what, change, code, enter) => {
    expect(judged(change).find((one) => one.code === code)?.enter).toBe(enter);
  });
});
