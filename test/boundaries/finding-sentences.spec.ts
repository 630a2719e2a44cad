import { describe, expect, it } from '@jest/globals';
import { findings } from '../../apps/admin/src/messages/es/findings.js';
import { isTest, sourceFiles } from './rooms.js';

/** Every code that a check may give, as its source names it. */
function codes(): string[] {
  const texts = sourceFiles('libs/quality').filter(({ path }) => !isTest(path));
  const found = texts.flatMap(({ text }) => [
    ...[...text.matchAll(/\bcode: '([A-Z_]+)'/g)].map((match) => match[1]!),
    ...[...text.matchAll(/'([A-Z]+(?:_[A-Z]+)+)'/g)].map((match) => match[1]!),
  ]);
  return [...new Set(found)].sort();
}

describe('the findings of the checks', () => {
  it('have a sentence in Spanish, each of them, and no other', () => {
    expect(codes().length).toBeGreaterThan(50);
    expect(Object.keys(findings).sort()).toEqual(codes());
  });

  it('say in a full sentence what to do', () => {
    for (const sentence of Object.values(findings)) expect(sentence).toMatch(/^\p{Lu}.{10,160}\.$/u);
  });
});
