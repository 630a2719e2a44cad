import { describe, expect, it } from '@jest/globals';
import { crossrefStatus, pubmedStatus } from './register-answers.js';

// Recorded shapes of the two registers, cut to the fields around the one that matters.
const crossrefWork = (updates?: object[]) => ({
  status: 'ok',
  'message-type': 'work',
  message: { DOI: '10.1000/x', title: ['A paper'], ...(updates && { 'updated-by': updates }) },
});
const notice = (type: string, source = 'retraction-watch') => ({
  DOI: '10.1000/notice',
  type,
  source,
  updated: { 'date-parts': [[2024, 3, 5]], 'date-time': '2024-03-05T00:00:00Z', timestamp: 1709596800000 },
});

describe('what Crossref says', () => {
  it.each([
    [undefined, 'ok', 'crossref'],
    [[notice('correction')], 'ok', 'crossref'],
    [[notice('expression_of_concern')], 'concern', 'retraction-watch'],
    [[notice('correction'), notice('retraction')], 'retracted', 'retraction-watch'],
    [[notice('expression_of_concern', 'publisher'), notice('retraction', 'publisher')], 'retracted', 'publisher'],
  ])('is read: %j is %s', (updates, status, source) => {
    expect(crossrefStatus(crossrefWork(updates))).toMatchObject({ status, source });
  });

  it('is nothing for an unknown work, and an error for another answer', () => {
    expect(crossrefStatus(null)).toBeNull();
    expect(() => crossrefStatus({ error: 'busy' })).toThrow();
  });
});

describe('what PubMed says', () => {
  const answer = (pubtype: string[]) => ({
    header: { type: 'esummary' },
    result: { uids: ['1'], '1': { uid: '1', pubtype } },
  });
  it('is read from the kinds of the paper itself', () => {
    expect(pubmedStatus(answer(['Journal Article', 'Retracted Publication']), '1')).toMatchObject({
      status: 'retracted',
    });
    expect(pubmedStatus(answer(['Journal Article', 'Retraction of Publication']), '1')).toMatchObject({ status: 'ok' });
    expect(
      pubmedStatus({ result: { uids: [], '1': { uid: '1', error: 'cannot get document summary' } } }, '1'),
    ).toBeNull();
  });
});
