import { describe, expect, it } from '@jest/globals';
import type { IssueCandidatesQuery } from '../../../gql/operations';
import { type Chosen, candidatesOf, emptyDraft, inLanguage, inputOf, isForeign, moved } from './draft';

const articles: Chosen[] = ['a', 'b', 'c'].map((id) => ({
  publicationId: id,
  title: id,
  mode: 'TEASER',
  locale: 'en',
}));
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

describe('the language of an issue', () => {
  const site = { locale: 'en', locales: ['es'] };
  const edge = (id: string, ...publications: object[]) => ({ node: { id, publications } });
  const known = {
    live: {
      edges: [edge('1', publication('a', {}), publication('a-es', { locale: 'es' })), edge('2', publication('b', {}))],
    },
    newer: { edges: [] },
  } as unknown as IssueCandidatesQuery;

  it('is the site’s own at first, for those who read it, and for everybody where there is one', () => {
    expect(emptyDraft(site)).toMatchObject({ locale: 'en', segment: { locale: 'en' } });
    expect(emptyDraft({ locale: 'en', locales: [] })).toMatchObject({ locale: 'en', segment: { locale: null } });
  });

  it('takes the articles and the readers along', () => {
    const draft = { ...emptyDraft(site), articles: articles.slice(0, 2) };
    const turned = inLanguage(draft, 'es', 'harbor', known);
    expect(turned).toMatchObject({ locale: 'es', segment: { locale: 'es' } });
    expect(turned.articles.map(({ publicationId }) => publicationId)).toEqual(['a-es', 'b']);
    expect(turned.articles.map((one) => isForeign(one, 'es'))).toEqual([false, true]);
    expect(inLanguage(turned, 'en', 'harbor', known)).toEqual({ ...draft });
  });

  it('leaves the readers whom somebody chose, and says so when it is every language', () => {
    const draft = { ...emptyDraft(site), segment: { locale: null, interests: [], withoutInterests: false } };
    const turned = inLanguage(draft, 'es', 'harbor');
    expect(inputOf(turned)).toMatchObject({ locale: 'es', segment: { locale: null } });
  });
});
