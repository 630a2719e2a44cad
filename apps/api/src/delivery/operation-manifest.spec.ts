import { describe, expect, it } from '@jest/globals';
import { operationTexts, readOperation } from './operation-manifest.js';

const KNOWN = 'query Known { sites { slug } }';

describe('a manifest of operations', () => {
  it('is read as either tool writes it', () => {
    const manifest = { format: 'apollo-persisted-query-manifest', version: 1, operations: [{ id: 'x', body: KNOWN }] };
    expect(operationTexts(manifest)).toEqual([KNOWN]);
    expect(operationTexts({ anyHash: KNOWN })).toEqual([KNOWN]);
  });

  it.each([null, 7, 'x', [], {}, { a: 7 }, { a: '' }, { format: 'other', version: 1, operations: [] }])(
    'is nothing else: %j',
    (given) => expect(operationTexts(given)).toBeUndefined(),
  );

  it('has operations that the schema knows', () => {
    expect(readOperation(KNOWN)).toEqual({ name: 'Known', body: KNOWN });
    expect(readOperation('{ sites { slug } }')).toEqual({ name: null, body: '{ sites { slug } }' });
  });

  it.each([
    ['{ drafts { title } }', /Cannot query field "drafts"/],
    ['{ sites {', /Syntax Error/],
    ['', /Syntax Error/],
    [`{ sites { ${'slug '.repeat(2_001)}} }`, /token/i],
    ['fragment Alone on Site { slug }', /never used/],
  ])('names what is wrong with %s', (text, why) => {
    expect(readOperation(text)).toMatch(why);
  });
});
