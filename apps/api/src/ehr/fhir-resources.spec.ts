import { describe, expect, it } from '@jest/globals';
import type { CodedArticle } from '#delivery';
import { documentReference, library } from './fhir-resources.js';

const provenance = {
  // The evening before in New York.
  approvedAt: '2026-11-23T01:30:00.000Z',
  lastReviewedAt: '2026-11-23T01:30:00.000Z',
  nextReviewAt: '2027-11-23T01:30:00.000Z',
  effectiveFrom: '2026-11-23T02:00:00.000Z',
  reviewedBy: { name: 'Maya Okafor', credential: 'DPT' },
};

function coded(more: object = {}, reviewedBy = provenance.reviewedBy): CodedArticle {
  const article = {
    id: '01a20781-7d5c-7f08-81cb-00e0f2f67f18',
    locale: 'en-US',
    revisionNumber: 3,
    contentHash: 'a'.repeat(64),
    publishedAt: '2026-11-23T02:00:00.000Z',
    pageUrl: 'https://clinic.example/en-US/back',
    title: 'Back pain',
    summary: 'Keep walking.',
    references: [{ title: 'A guideline', year: 2021, pmid: '34719942' }],
    provenance: { ...provenance, reviewedBy },
    ...more,
  };
  const codes = [{ label: 'Low back pain', system: 'icd10cm', code: 'M54.50' }];
  return { article, site: { name: 'Harbor Physio', timeZone: 'America/New_York' }, codes } as unknown as CodedArticle;
}

/** What FHIR R4 (4.0.1) names of each, as far as an article may have it. */
const RESOURCE = ['resourceType', 'id', 'meta', 'implicitRules', 'language', 'text'];
const ELEMENTS = {
  DocumentReference: [
    ...['masterIdentifier', 'identifier', 'status', 'docStatus', 'type', 'category', 'subject', 'date', 'author'],
    ...['authenticator', 'custodian', 'relatesTo', 'description', 'securityLabel', 'content', 'context'],
  ],
  Library: [
    ...['url', 'identifier', 'version', 'name', 'title', 'subtitle', 'status', 'experimental', 'type', 'date'],
    ...['publisher', 'contact', 'description', 'useContext', 'jurisdiction', 'purpose', 'usage', 'copyright'],
    ...['approvalDate', 'lastReviewDate', 'effectivePeriod', 'topic', 'author', 'editor', 'reviewer', 'endorser'],
    ...['relatedArtifact', 'parameter', 'dataRequirement', 'content'],
  ],
};

/** FHIR knows no null, no empty text, no empty list and no empty object. */
function emptyParts(value: unknown, path = ''): string[] {
  if (value === null || value === undefined || value === '') return [path];
  if (typeof value !== 'object') return [];
  const parts = Object.entries(value);
  return parts.length === 0 ? [path] : parts.flatMap(([name, part]) => emptyParts(part, `${path}/${name}`));
}

describe('an article in FHIR R4', () => {
  const bare = coded({ summary: '', references: [] }, { name: 'Maya Okafor', credential: '' });

  it.each([coded(), { ...bare, codes: [] }])('has elements of R4 alone, and no empty ones', (it) => {
    for (const resource of [documentReference(it), library(it)]) {
      const type = resource.resourceType as keyof typeof ELEMENTS;
      const known = [...RESOURCE, ...ELEMENTS[type]];
      expect(Object.keys(resource).filter((name) => !known.includes(name))).toEqual([]);
      // As it is sent: what is undefined is left out.
      expect(emptyParts(JSON.parse(JSON.stringify(resource)))).toEqual([]);
    }
  });

  it('tells the days of the clinic, as its page does', () => {
    expect(library(coded())).toMatchObject({ approvalDate: '2026-11-22', lastReviewDate: '2026-11-22' });
  });

  it('names a reviewer without a credential by name alone', () => {
    expect(documentReference(bare).authenticator).toEqual({ display: 'Maya Okafor' });
  });
});
