import { describe, expect, it } from '@jest/globals';
import { Cards } from './cards.js';
import { BETWEEN_ARTICLES } from './statements.js';

const SITE = { id: 's', slug: 'harbor', url: 'https://harbor.example', generation: '7' };
const BEFORE = new Date('2026-01-01T00:00:00Z');
const AFTER = new Date('2026-03-01T00:00:00Z');

const card = (slug: string, title = slug): string => {
  const provenance = { nextReviewAt: '2026-02-01T00:00:00.000Z', effectiveFrom: '2025-01-01T00:00:00.000Z' };
  return JSON.stringify({ id: slug, locale: 'en', slug, title, provenance });
};
const list = (...cards: string[]): string => cards.join(BETWEEN_ARTICLES);

describe('cards that are read once for equal bytes', () => {
  it('say what the bytes say, whatever was read under the same question before', () => {
    const cards = new Cards();
    const titles = (text: string | null) => cards.readList('q', text, SITE, BEFORE).map(({ title }) => title);
    expect(titles(list(card('a'), card('b')))).toEqual(['a', 'b']);
    expect(titles(list(card('a'), card('b', 'new words')))).toEqual(['a', 'new words']);
    expect(titles(list(card('b'), card('a')))).toEqual(['b', 'a']);
    expect(titles(null)).toEqual([]);
    expect(titles(list(card('a')))).toEqual(['a']);
  });

  it('say what hangs on the site and on the hour anew', () => {
    const cards = new Cards();
    const text = list(card('a'));
    const [now] = cards.readList('q', text, SITE, BEFORE);
    expect(cards.readList('q', text, SITE, BEFORE)[0]).toBe(now);
    expect(now).toMatchObject({ reviewState: 'current', siteGeneration: '7', pageUrl: 'https://harbor.example/en/a' });
    expect(cards.readList('q', text, SITE, AFTER)[0]).toMatchObject({ reviewState: 'underReview' });
    expect(cards.readList('q', text, { ...SITE, generation: '8' }, BEFORE)[0]).toMatchObject({ siteGeneration: '8' });
    const other = { ...SITE, id: 't', slug: 'hill', url: 'https://hill.example' };
    expect(cards.readList('q', text, other, BEFORE)[0]).toMatchObject({ pageUrl: 'https://hill.example/en/a' });
  });

  it('cannot be changed by whoever got one', () => {
    const [shared] = new Cards().readList('q', list(card('a')), SITE, BEFORE);
    expect(() => Object.assign(shared!, { title: 'x' })).toThrow(TypeError);
  });

  it('are forgotten in time: a thousand lists of different words are all read rightly', () => {
    const cards = new Cards();
    for (let n = 0; n < 1_000; n += 1) {
      const [first] = cards.readList(`q${n % 50}`, list(card('a', `${n} ${'x'.repeat(10_000)}`)), SITE, BEFORE);
      expect(first!.title.startsWith(`${n} x`)).toBe(true);
    }
  });
});
