import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { SystemClock } from '#kernel';
import { answering, startReceiver, type WebhookReceiver } from '../../../../test/support/webhook-receiver.js';
import type { ArticleEvent, TestEvent } from '../domain/article-event.js';
import { DestinationRefused } from '../domain/refusals.js';
import { GuardedHttp } from '../http/guarded-http.js';
import { NameResolver } from '../http/guarded-lookup.js';
import type { Channel, CheckedDestination } from './channel.js';
import { CloudflarePurgeChannel } from './cloudflare-purge-channel.js';
import { FastlyPurgeChannel } from './fastly-purge-channel.js';
import { HttpPurgeChannel } from './http-purge-channel.js';

const KEYS = ['article-1', 'article-1-en', 'site-harbor'];
const ZONE = '0123456789abcdef0123456789abcdef';
const TOKEN = 'a-token-of-the-cache';

function event(type: ArticleEvent['type']): ArticleEvent {
  const data = { site: 'harbor', locale: 'en', slug: 'back', articleId: '1', revisionId: '2', contentHash: 'c' };
  return { type, timestamp: '', data: { ...data, sequence: 7, url: 'https://clinic.example', surrogateKeys: KEYS } };
}

describe('a purge', () => {
  let cache: WebhookReceiver;
  let http: GuardedHttp;
  beforeAll(async () => {
    cache = await startReceiver();
    http = new GuardedHttp({ allowHosts: [cache.host] }, new NameResolver(), new SystemClock());
  });
  afterAll(async () => {
    await http?.onApplicationShutdown();
    await cache?.close();
  });
  beforeEach(() => {
    cache.received.length = 0;
    cache.answer = answering(200);
  });

  const url = () => `http://${cache.host}`;
  const tell = (channel: Channel, settings: Record<string, string>, said: ArticleEvent | TestEvent) => {
    const { secret, ...kept } = channel.check({ url: url(), settings, secret: TOKEN }) as CheckedDestination;
    return channel.tell({
      deliveryId: 'd-1',
      destinationId: 'x',
      siteId: 's',
      attempt: 1,
      publicationId: null,
      isHeld: () => true,
      ...kept,
      secrets: [secret],
      event: said,
    });
  };

  it('of a cache of one`s own names the keys in a header and in the body', async () => {
    expect(await tell(new HttpPurgeChannel(http), {}, event('article.published'))).toMatchObject({
      outcome: 'accepted',
    });
    const [{ headers, body }] = cache.received as [(typeof cache.received)[0]];
    expect(headers).toMatchObject({ authorization: `Bearer ${TOKEN}`, 'surrogate-key': KEYS.join(' ') });
    expect(JSON.parse(body)).toEqual({ surrogateKeys: KEYS });
  });

  it('of Cloudflare names the tags at its zone', async () => {
    await tell(new CloudflarePurgeChannel(http), { zoneId: ZONE }, event('article.published'));
    expect(JSON.parse(cache.received[0]!.body)).toEqual({ tags: KEYS });
    expect(cache.received[0]!.headers.authorization).toBe(`Bearer ${TOKEN}`);
  });

  it('of Fastly is soft for an update, and hard for what was withdrawn', async () => {
    const fastly = new FastlyPurgeChannel(http);
    await tell(fastly, { serviceId: 'SU1Z0isxPaozGVKXdv0eY' }, event('article.published'));
    await tell(fastly, { serviceId: 'SU1Z0isxPaozGVKXdv0eY' }, event('article.withdrawn'));
    expect(cache.received.map(({ headers }) => headers['fastly-soft-purge'])).toEqual(['1', undefined]);
    expect(cache.received[1]!.headers).toMatchObject({ 'fastly-key': TOKEN, 'surrogate-key': KEYS.join(' ') });
  });

  it('is tested with a key that no page carries, and tells when it is refused', async () => {
    cache.answer = answering(403);
    const said: TestEvent = { type: 'test.sent', timestamp: '', data: { site: 'harbor', destinationId: 'x' } };
    expect(await tell(new HttpPurgeChannel(http), {}, said)).toMatchObject({ outcome: 'rejected', status: 403 });
    expect(cache.received[0]!.headers['surrogate-key']).toBe('carepress-test');
  });

  it.each([
    ['no token', { secret: null }],
    ['a token with a line break', { secret: 'token\r\nx-evil: 1' }],
    ['no zone', { settings: {} }],
    ['a zone that leads elsewhere', { settings: { zoneId: '../../user' } }],
    ['a private address', { url: 'http://169.254.169.254/' }],
  ])('is refused with %s', (_, wrong) => {
    const given = { url: url(), settings: { zoneId: ZONE }, secret: TOKEN, ...wrong };
    expect(new CloudflarePurgeChannel(http).check(given)).toBeInstanceOf(DestinationRefused);
  });
});
