import { describe, expect, it } from '@jest/globals';
import type { IssueCandidatesQuery } from '../../../gql/operations';
import { type Chosen, candidatesOf, moved } from './draft';

const articles: Chosen[] = ['a', 'b', 'c'].map((id) => ({ publicationId: id, title: id, mode: 'TEASER' }));
const order = (list: readonly Chosen[]) => list.map(({ publicationId }) => publicationId).join('');

describe('the order of the articles of an issue', () => {
  it.each([
    [0, 2, 'bca'],
    [2, 0, 'cab'],
    [1, 1, 'abc'],
    [1, 0, 'bac'],
  ])('moves place %i to %i', (from, to, expected) => expect(order(moved(articles, from, to))).toBe(expected));

  it('stays when nothing stands there', () => expect(order(moved(articles, 7, 0))).toBe('abc'));
});

const publication = (id: string, part: object) => ({
  ...{ id, state: 'LIVE', locale: 'en', liveFrom: '2026-01-01T00:00:00Z', site: { slug: 'harbor' } },
  ...{ revision: { id: `r-${id}`, title: id }, approval: { id: `a-${id}`, reviewDueAt: '2999-01-01T00:00:00Z' } },
  ...part,
});

describe('what an issue can carry', () => {
  it('is live on its site in its language and not overdue, the newest first', () => {
    const publications = [
      publication('old', {}),
      publication('new', { liveFrom: '2026-02-01T00:00:00Z' }),
      publication('replaced', { state: 'REPLACED' }),
      publication('elsewhere', { site: { slug: 'lakeside' } }),
      publication('spanish', { locale: 'es' }),
      publication('overdue', { approval: { id: 'x', reviewDueAt: '2000-01-01T00:00:00Z' } }),
    ];
    const query = { live: { edges: [{ node: { id: '1', publications } }] }, newer: { edges: [] } };
    const found = candidatesOf(query as unknown as IssueCandidatesQuery, 'harbor', 'en');
    expect(found.map(({ publicationId }) => publicationId)).toEqual(['new', 'old']);
  });
});
