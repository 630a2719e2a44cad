import { describe, expect, it } from '@jest/globals';
import { type DomainRecords, isReady, judgeDomain } from './sender-domain.js';

const GOOD: DomainRecords = {
  domain: 'news.clinic.example',
  spf: ['google-site-verification=1', 'v=spf1 include:_spf.mail.example -all'],
  dmarc: ['v=DMARC1; p=quarantine'],
  dkim: { domain: 'clinic.example', selector: 's1', records: ['v=DKIM1; k=rsa; p=MIGf'] },
  postalAddress: '1 Quay Street',
};
const states = (change: Partial<DomainRecords>) =>
  Object.fromEntries(judgeDomain({ ...GOOD, ...change }).map(({ code, state }) => [code, state]));
const ALL_GOOD = { SPF: 'good', DKIM: 'good', DMARC: 'good', ALIGNMENT: 'good', POSTAL_ADDRESS: 'good' };

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
    ['a DMARC record without a policy', { dmarc: ['v=DMARC1; rua=mailto:a@b.example'] }, { DMARC: 'missing' }],
    ['a key that is not there', { dkim: { ...GOOD.dkim!, records: [] } }, { DKIM: 'missing' }],
    ['a revoked key', { dkim: { ...GOOD.dkim!, records: ['v=DKIM1; p='] } }, { DKIM: 'missing' }],
    ['a signature for another domain', { dkim: { ...GOOD.dkim!, domain: 'mail.example' } }, { ALIGNMENT: 'missing' }],
    ['a mail server that signs', { dkim: null }, { DKIM: 'unknown', ALIGNMENT: 'warning' }],
    ['no postal address', { postalAddress: ' ' }, { POSTAL_ADDRESS: 'missing' }],
  ])('is judged with %s', (_what, change, found) => {
    expect(states(change)).toEqual({ ...ALL_GOOD, ...found });
  });

  it('is ready unless something is known to be missing', () => {
    expect(isReady(judgeDomain(GOOD))).toBe(true);
    expect(isReady(judgeDomain({ ...GOOD, spf: null }))).toBe(true);
    expect(isReady(judgeDomain({ ...GOOD, dmarc: [] }))).toBe(false);
  });
});
