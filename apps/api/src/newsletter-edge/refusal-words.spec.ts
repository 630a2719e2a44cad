import { describe, expect, it } from '@jest/globals';
import { ExpiredToken, InvalidToken, parseEmailAddress } from '#audience';
import { InvalidInput, isRefusal, NotFound, type Refusal } from '#kernel';
import { TooManyRequests } from './rate-limit.js';
import { inLanguage, languageAsked, sentenceFor } from './refusal-words.js';

const WRONG = ['', 'x'.repeat(500), 'a\nb@c.org', 'a b@c.org', 'a,b@c.org', 'abc', '.a@c.org', 'a@localhost'];
const REFUSALS: readonly Refusal[] = [
  ...WRONG.map((given) => parseEmailAddress(given) as Refusal),
  new InvalidInput('interests', 'x'),
  new InvalidInput('wording', 'x'),
  new InvalidInput('formUrl', 'x'),
  new InvalidInput('body', 'x'),
  new NotFound('x'),
  new TooManyRequests(),
  new InvalidToken(),
  new ExpiredToken(),
];

describe('a refusal to a reader', () => {
  it('has a sentence of its own in Spanish for each fault', () => {
    const said = REFUSALS.map((refusal) => sentenceFor(refusal, 'es-US'));
    expect(new Set(said).size).toBe(REFUSALS.length);
    for (const sentence of said) expect(sentence).toMatch(/^[A-ZÁÉ].+\.$/);
    expect(said.filter((sentence, place) => sentence === REFUSALS[place]!.message)).toEqual([]);
  });

  it('keeps its own words in other languages, and everything but the sentence in all', () => {
    for (const refusal of REFUSALS) {
      expect(inLanguage(refusal, 'en')).toEqual(refusal);
      const spanish = inLanguage(refusal, 'es');
      expect(spanish).toEqual(Object.assign(spanish, { message: spanish.message }));
      expect([spanish.code, isRefusal(spanish), spanish.constructor]).toEqual([
        refusal.code,
        true,
        refusal.constructor,
      ]);
    }
  });

  it.each([
    ['es-MX,es;q=0.9,en;q=0.5', 'es-MX'],
    ['es', 'es'],
    ['*', 'en'],
    [undefined, 'en'],
    ['"><script>', 'en'],
  ])('a browser that asks for %j reads %s', (header, locale) => expect(languageAsked(header)).toBe(locale));
});
