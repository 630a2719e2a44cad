import { describe, expect, it } from '@jest/globals';
import { SystemTxtRecords, TxtRecords } from '../dns/txt-records.js';
import type { TxtAnswer } from '../domain/sender-domain.js';
import { CheckSenderDomain } from './check-sender-domain.js';

const SITE = { id: 'site', senderEmail: 'news@mail.clinic.org', postalAddress: '1 Quay Street' };
const ACTOR = { kind: 'system', name: 'newsletter' } as const;

/** A zone as a name server has it: what is not in it does not exist. */
class Zone extends TxtRecords {
  readonly asked: string[] = [];
  constructor(private readonly records: Readonly<Record<string, TxtAnswer>>) {
    super();
  }
  async of(name: string): Promise<TxtAnswer> {
    this.asked.push(name);
    return name in this.records ? this.records[name]! : [];
  }
}

function look(zone: TxtRecords, dkim?: object, refused: object | null = null) {
  const [policy, sites] = [{ mayAt: () => refused }, { bySlug: async () => SITE }];
  return new CheckSenderDomain(policy as never, sites as never, zone, { dkim } as never).run(ACTOR, 'harbor');
}

describe('looking a sender up', () => {
  it('finds the policy of a parent, and the key that we sign with', async () => {
    const zone = new Zone({
      'mail.clinic.org': ['v=spf1 ip4:192.0.2.1 -all'],
      '_dmarc.clinic.org': ['v=DMARC1; p=reject'],
      's1._domainkey.clinic.org': ['v=DKIM1; p=MIGf'],
    });
    const found = await look(zone, { domain: 'clinic.org', selector: 's1', keyFile: '' });
    expect(found).toMatchObject({ domain: 'mail.clinic.org', ready: true });
    expect(found!.findings.map(({ code, state }) => `${code} ${state}`)).toEqual([
      'SPF good',
      'DKIM good',
      'DMARC good',
      'ALIGNMENT good',
      'POSTAL_ADDRESS good',
    ]);
    expect(zone.asked).toEqual(expect.arrayContaining(['_dmarc.mail.clinic.org', '_dmarc.clinic.org']));
    expect(zone.asked).not.toContain('_dmarc.org');
  });

  it('says what is missing, and nothing to who has no business with it', async () => {
    expect(await look(new Zone({}))).toMatchObject({ ready: false });
    expect(await look(new Zone({}), undefined, {})).toBeNull();
  });

  it('asks nobody for names that are kept for examples', async () => {
    expect(await new SystemTxtRecords().of('_dmarc.clinic.example')).toEqual([]);
  });
});
