import { describe, expect, it } from '@jest/globals';
import { parseDestinationUrl } from './destination-url.js';
import { isPublicAddress } from './public-address.js';
import { DestinationRefused } from './refusals.js';

describe('the address of a destination', () => {
  it.each([
    'https://www.example.org/hook',
    'http://example.org:8080/hook?site=1',
    'https://8.8.8.8/hook',
    'https://[2606:4700:4700::1111]/hook',
  ])('may be %s', (url) => {
    expect(parseDestinationUrl(url, [])).toBeInstanceOf(URL);
  });

  it.each([
    ['loopback', 'http://127.0.0.1/'],
    ['loopback, short', 'http://127.1/'],
    ['loopback, IPv6', 'http://[::1]/'],
    ['unspecified', 'http://0.0.0.0/'],
    ['unspecified, IPv6', 'http://[::]/'],
    ['mapped', 'http://[::ffff:127.0.0.1]/'],
    ['mapped, in hexadecimal', 'http://[::ffff:7f00:1]/'],
    ['hexadecimal', 'http://0x7f.1/'],
    ['one decimal number', 'http://2130706433/'],
    ['octal', 'http://017700000001/'],
    ['full-width digits', 'http://１２７.0.0.1/'],
    ['the metadata service', 'http://169.254.169.254/latest/meta-data'],
    ['private', 'http://10.1.2.3/'],
    ['private', 'http://172.31.255.255/'],
    ['private', 'http://192.168.0.1/'],
    ['carrier-grade NAT', 'http://100.100.100.200/'],
    ['unique local', 'http://[fd00::1]/'],
    ['link-local', 'http://[fe80::1]/'],
    ['NAT64', 'http://[64:ff9b::7f00:1]/'],
    ['6to4', 'http://[2002:7f00:1::]/'],
    ['Teredo', 'http://[2001:0:7f00:1::]/'],
    ['multicast', 'http://[ff02::1]/'],
    ['a name of this machine', 'http://localhost:4000/'],
    ['a name of this machine, rooted', 'http://localhost./'],
    ['a name below localhost', 'http://a.localhost/'],
    ['a name of one word', 'http://intranet/'],
    ['a name of the local network', 'http://printer.local/'],
    ['a private name', 'http://db.internal/'],
    ['a mail port', 'http://example.org:25/'],
    ['another protocol', 'ftp://example.org/'],
    ['a file', 'file:///etc/passwd'],
    ['credentials', 'https://user:secret@example.org/'],
    ['no address', 'example.org'],
    ['too long', `https://example.org/${'a'.repeat(2_000)}`],
  ])('is refused: %s %s', (_, url) => {
    const refused = parseDestinationUrl(url, []);
    expect(refused).toBeInstanceOf(DestinationRefused);
    expect(String((refused as DestinationRefused).message)).not.toContain('secret');
  });

  it('may be private when the configuration names host and port exactly', () => {
    const allow = ['localhost:9000', '[::1]:80', '10.0.0.5:443'];
    for (const url of ['http://localhost:9000/x', 'http://[::1]/', 'https://10.0.0.5/', 'http://LOCALHOST:9000/']) {
      expect(parseDestinationUrl(url, allow)).toBeInstanceOf(URL);
    }
    for (const url of ['http://localhost:9001/', 'http://10.0.0.5/', 'http://u:p@localhost:9000/']) {
      expect(parseDestinationUrl(url, allow)).toBeInstanceOf(DestinationRefused);
    }
  });

  it('knows no zone and no text as a public address', () => {
    for (const text of ['fe80::1%eth0', '2606:4700::1%eth0', 'example.org', ''])
      expect(isPublicAddress(text)).toBe(false);
  });
});
