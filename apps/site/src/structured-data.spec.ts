import { describe, expect, it } from '@jest/globals';
import { readStructuredData } from '../../../test/support/schema-org.js';

const PAGE = {
  '@context': 'https://schema.org',
  '@type': 'MedicalWebPage',
  '@id': 'https://clinic.example/en-US/back',
  lastReviewed: '2026-11-20',
  reviewedBy: { '@type': 'Person', name: 'Maya Okafor' },
};

describe('the reader of structured data that specs rely on', () => {
  it('takes what schema.org has words for', async () => {
    const { graph, faults } = await readStructuredData(PAGE);
    expect(faults).toEqual([]);
    expect(graph).toHaveLength(5);
  });

  it.each([
    ['a property that is none', { approvedBy: 'Maya' }],
    ['a type that is none', { '@type': 'PatientLeaflet' }],
    ['a property of other things', { telephone: '1' }],
    ['a thing of another type', { reviewedBy: { '@type': 'MedicalCode', codeValue: 'M54.50' } }],
    ['a text where a thing is expected', { mainEntity: 'Back pain' }],
    ['a date that is none', { lastReviewed: 'last Tuesday' }],
    ['a date in words', { lastReviewed: 'Nov 20, 2026' }],
    ['an id that is not absolute', { '@id': '/en-US/back' }],
    ['an empty text', { name: '' }],
    ['a context of somebody else', { '@context': 'https://evil.example/context' }],
  ])('finds %s', async (_what, change) => {
    const { faults } = await readStructuredData({ ...PAGE, ...change });
    expect(faults).not.toEqual([]);
  });
});
