import type { ChannelEvent } from '../domain/article-event.js';
import { DestinationRefused } from '../domain/refusals.js';
import type { CheckedDestination, GivenDestination } from './channel.js';

/** What a test asks a cache to forget: a key that no page carries. */
const TEST_KEY = 'carepress-test';

/** The keys that a cache forgets because of an event. */
export function keysToPurge(event: ChannelEvent): readonly string[] {
  return event.type === 'test.sent' ? [TEST_KEY] : event.data.surrogateKeys;
}

/** A secret that goes into a header as it is: a line break in it would begin another header. */
const TOKEN = /^[\x21-\x7e]{8,500}$/;

/** A cache's own token, and one setting that names what is purged there. */
export function checkedPurge(
  { settings, secret }: GivenDestination,
  url: URL | DestinationRefused,
  asked?: { readonly name: string; readonly form: RegExp; readonly what: string },
): CheckedDestination | DestinationRefused {
  if (url instanceof DestinationRefused) return url;
  if (!secret || !TOKEN.test(secret)) {
    return new DestinationRefused('Enter the token of the cache: 8 to 500 characters without spaces.', 'secret');
  }
  if (!asked) return { url: url.href, settings: {}, secret };
  const value = settings[asked.name] ?? '';
  if (!asked.form.test(value)) return new DestinationRefused(`Enter ${asked.what} as ${asked.name}.`, asked.name);
  return { url: url.href, settings: { [asked.name]: value }, secret };
}

/** An address below a base, whether the base ends with a slash or not. */
export function below(base: string, path: string): string {
  return `${base.replace(/\/+$/, '')}/${path}`;
}
