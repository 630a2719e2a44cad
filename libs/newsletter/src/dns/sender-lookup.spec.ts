import { generateKeyPairSync } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { newId } from '#kernel';
import { DnsZone, type ZoneEntry } from '../../../../test/support/dns-zone.js';
import { SenderLookup, senderDomainOf } from './sender-lookup.js';
import { SystemTxtRecords } from './txt-records.js';

const SITE = { senderEmail: 'news@mail.clinic.org', postalAddress: '1 Quay Street' };
const keyFile = join(tmpdir(), `key-${newId()}.pem`);
const pair = generateKeyPairSync('ed25519');
writeFileSync(keyFile, pair.privateKey.export({ type: 'pkcs8', format: 'pem' }));
afterAll(() => rmSync(keyFile, { force: true }));

async function look(entries: Record<string, ZoneEntry>, selector: string | null = null, settings: object = {}) {
  const zone = new DnsZone(entries);
  const found = await new SenderLookup(zone, settings as never).run(SITE, selector);
  return { zone, found, short: found.map(({ code, state }) => `${code} ${state}`) };
}

describe('looking a sender up', () => {
  it('finds the policy of a parent, and the key that we sign with', async () => {
    const own = (pair.publicKey.export({ type: 'spki', format: 'der' }) as Buffer).subarray(-32).toString('base64');
    const { zone, short } = await look(
      {
        'MAIL.clinic.org.': ['v=spf1 ip4:192.0.2.1 -all'],
        '_dmarc.clinic.org': ['v=DMARC1; p=reject'],
        's1._domainkey.clinic.org': [`v=DKIM1; k=ed25519; p=${own}`],
      },
      null,
      { dkim: { domain: 'clinic.org', selector: 's1', keyFile } },
    );
    expect(short).toEqual(['SPF good', 'DKIM good', 'DMARC good', 'ALIGNMENT good', 'POSTAL_ADDRESS good']);
    expect(zone.asked).toEqual(expect.arrayContaining(['_dmarc.mail.clinic.org', '_dmarc.clinic.org']));
    expect(zone.asked).not.toContain('_dmarc.org');
  });

  it('finds the key of the mail server by the name that a person entered, through a CNAME and at a parent', async () => {
    const { short, found } = await look(
      { 'k2._domainkey.clinic.org': { cname: 'k2.dkim.mail.example' }, 'k2.dkim.mail.example': ['v=DKIM1; p=MIGf'] },
      'k2',
    );
    expect(short).toEqual(['SPF missing', 'DKIM good', 'DMARC missing', 'ALIGNMENT good', 'POSTAL_ADDRESS good']);
    expect(found[1]).toMatchObject({ name: 'k2._domainkey.clinic.org', found: ['v=DKIM1; p=MIGf'] });
  });

  it('says which record belongs there, and what nobody could look up', async () => {
    const smtpUrl = 'smtps://user:secret@mail.clinic.org:465';
    const { found } = await look({ '_dmarc.mail.clinic.org': 'SERVFAIL' }, 's1', { smtpUrl });
    expect(found.map(({ enter }) => enter)).toEqual(['v=spf1 a:mail.clinic.org ~all', null, null, null, null]);
    expect(found[2]).toMatchObject({ state: 'unknown', reason: 'NO_ANSWER' });
    expect(JSON.stringify(found)).not.toContain('secret');
    expect((await look({}, null, { smtpUrl: 'smtp://10.0.0.7' })).found[0]!.enter).toBeNull();
  });

  it('knows a domain by its ASCII form, and asks nobody for names that are kept for examples', async () => {
    expect(senderDomainOf({ senderEmail: 'news@Bücher.example' })).toBe('xn--bcher-kva.example');
    expect(await new SystemTxtRecords().of('_dmarc.clinic.example')).toEqual([]);
  });
});
