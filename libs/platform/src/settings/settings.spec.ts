import { describe, expect, it } from '@jest/globals';
import { readSettings, SettingsError } from './settings.js';

describe('the settings', () => {
  it('place everything by PORT', () => {
    const settings = readSettings({ PORT: '5100' });
    expect(settings).toMatchObject({ port: 5100, sitePort: 5101, inboxPort: 5102, inboxSmtpPort: 5103 });
    expect(settings.publicUrl).toBe('http://localhost:5100');
  });

  it('keep files below the data folder, or in a bucket that is named completely', () => {
    expect(readSettings({}).media.s3).toBeUndefined();
    const bucket = { S3_ENDPOINT: 'https://s3.example/', S3_BUCKET: 'pictures', S3_ACCESS_KEY_ID: 'id' };
    expect(() => readSettings(bucket)).toThrow(/S3_SECRET_ACCESS_KEY/);
    expect(readSettings({ ...bucket, S3_SECRET_ACCESS_KEY: 'key' }).media.s3).toEqual({
      endpoint: 'https://s3.example',
      bucket: 'pictures',
      region: 'us-east-1',
      accessKeyId: 'id',
      secretAccessKey: 'key',
    });
  });

  it('let each port be set on its own', () => {
    expect(readSettings({ PORT: '5100', SITE_PORT: '80' }).sitePort).toBe(80);
  });

  it.each([
    ['PORT', 'http'],
    ['PORT', '70000'],
    ['DATABASE_URL', 'mysql://x/y'],
    ['REDIS_URL', 'localhost'],
    ['SMTP_URL', 'mail'],
    ['SMTP_CONNECTIONS', '0'],
    ['SMTP_DOMAIN_RATE', '0'],
    ['SENDER_DOMAIN_CHECK', 'no'],
    ['NEWSLETTER_LEASE_SECONDS', '1'],
    ['PUBLIC_URL', 'clinic.example'],
    ['CAREPRESS_SECRET', 'short'],
    ['LOG_LEVEL', 'loud'],
    ['TRUSTED_PROXIES', '10.0.0.0/99'],
    ['TRUSTED_PROXIES', 'everyone'],
    ['MEDIA_MAX_BYTES', '0'],
    ['MEDIA_MAX_PIXELS', 'all'],
    ['S3_ENDPOINT', 's3.example'],
    ['S3_BUCKET', 'My Bucket'],
  ])('name %s when it is wrong', (name, value) => {
    expect(() => readSettings({ [name]: value })).toThrow(SettingsError);
    expect(() => readSettings({ [name]: value })).toThrow(new RegExp(`${name}: must be`));
  });

  it('ask for the domain of a sender, but for an inbox of one’s own', () => {
    const off = (SMTP_URL?: string) => readSettings({ SENDER_DOMAIN_CHECK: 'off', SMTP_URL }).newsletter.checksSender;
    expect(readSettings({}).newsletter.checksSender).toBe(true);
    expect([off(), off('smtp://127.0.0.1:1025'), off('smtp://mail:1025 smtp://[::1]:25')]).toEqual([
      false,
      false,
      false,
    ]);
    for (const url of ['smtp://mail.clinic.org', 'smtp://8.8.8.8', 'smtp://mail:1025 smtps://smtp.example.com']) {
      expect(() => off(url)).toThrow('SENDER_DOMAIN_CHECK=off');
    }
  });

  it('refuse a setting that does not exist', () => {
    expect(() => readSettings({ CAREPRESS_SECRT: 'x' })).toThrow('There is no setting CAREPRESS_SECRT');
  });

  it('trust no proxy but this machine unless told', () => {
    expect(readSettings({}).trustedProxies).toEqual(['loopback']);
    expect(readSettings({ TRUSTED_PROXIES: '10.0.0.0/8, ::1' }).trustedProxies).toEqual([
      'loopback',
      '10.0.0.0/8',
      '::1',
    ]);
  });

  it('want a secret beside an own database', () => {
    expect(() => readSettings({ DATABASE_URL: 'postgresql://a/b' })).toThrow('CAREPRESS_SECRET');
  });
});
