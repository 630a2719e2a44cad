import { describe, expect, it } from '@jest/globals';
import type { Role } from '../../gql/operations';
import { nextStep, withdrawable } from './next-step';

type Facts = Parameters<typeof nextStep>[0];

const NOW = new Date('2026-11-22T10:00:00Z');
const person = (id: string, ...roles: Role[]) => ({ id, roles: new Set(roles) });
const author = person('sam', 'AUTHOR');
const reviewer = person('maya', 'REVIEWER');
const publisher = person('jo', 'PUBLISHER');

const site = { slug: 'harbor', name: 'Harbor' };
const approval = (contentHash: string, reviewDueAt = '2028-01-01T00:00:00Z') => ({ contentHash, reviewDueAt });
const openCase = (state: string, ...contributors: string[]) => ({
  state,
  contributors: contributors.map((id) => ({ id })),
  approvals: [] as { approver: { id: string }; revokedAt: null }[],
});
const live = (contentHash: string) => ({ state: 'LIVE', contentHash, site });

function article(parts: object = {}): Facts {
  const plain = {
    site,
    newestRevision: { contentHash: 'new' },
    openReviewCase: null,
    approval: null,
    publications: [],
  };
  return { ...plain, ...parts } as unknown as Facts;
}

describe('the next step of an article', () => {
  it('is to ask for a review while nobody approved the newest text', () => {
    expect(nextStep(article(), author, NOW)).toEqual({ kind: 'ask' });
    expect(nextStep(article({ approval: approval('old') }), author, NOW)).toEqual({ kind: 'ask' });
    expect(nextStep(article(), reviewer, NOW)).toEqual({ kind: 'ask', blocked: 'needsAuthor' });
  });

  it('is to ask again when the reviewer sent it back', () => {
    const sentBack = article({ openReviewCase: openCase('CHANGES_REQUESTED', 'sam') });
    expect(nextStep(sentBack, author, NOW)).toEqual({ kind: 'ask' });
  });

  it('is the decision of a reviewer who wrote none of it', () => {
    const open = article({ openReviewCase: openCase('REQUESTED', 'sam') });
    expect(nextStep(open, reviewer, NOW)).toEqual({ kind: 'decide' });
    expect(nextStep(open, person('sam', 'REVIEWER', 'AUTHOR'), NOW)).toEqual({ kind: 'decide', blocked: 'ownText' });
    expect(nextStep(open, publisher, NOW)).toEqual({ kind: 'decide', blocked: 'needsReviewer' });
  });

  it('is the decision of another reviewer after the first of two', () => {
    const half = { ...openCase('IN_REVIEW', 'sam'), approvals: [{ approver: { id: 'maya' }, revokedAt: null }] };
    const open = article({ openReviewCase: half });
    expect(nextStep(open, reviewer, NOW)).toEqual({ kind: 'decide', blocked: 'needsSecond' });
    expect(nextStep(open, person('kim', 'REVIEWER'), NOW)).toEqual({ kind: 'decide' });
  });

  it('is to publish what is approved and not live, and to review what is past its date', () => {
    expect(nextStep(article({ approval: approval('new') }), publisher, NOW)).toEqual({ kind: 'publish' });
    expect(nextStep(article({ approval: approval('new') }), author, NOW).blocked).toBe('needsPublisher');
    const overdue = article({ approval: approval('new', '2026-11-21T00:00:00Z'), publications: [live('new')] });
    expect(nextStep(overdue, publisher, NOW)).toEqual({ kind: 'ask' });
  });

  it('is nothing once the newest text is live', () => {
    const done = article({ approval: approval('new'), publications: [live('new')] });
    expect(nextStep(done, publisher, NOW)).toEqual({ kind: 'nothing' });
  });

  it('never counts what another site shows', () => {
    const elsewhere = { ...live('new'), site: { slug: 'eastside', name: 'Eastside' } };
    const text = article({ approval: approval('new'), publications: [elsewhere] });
    expect(nextStep(text, publisher, NOW)).toEqual({ kind: 'publish' });
  });
});

describe('withdrawing', () => {
  it('is open at each site to whoever may take a live text off, and not to an author', () => {
    const eastside = { ...live('old'), site: { slug: 'eastside', name: 'Eastside' } };
    const text = article({ publications: [live('old'), eastside] });
    const sites = (at: (slug: string) => Role[]) =>
      withdrawable(text, (slug) => new Set(at(slug))).map(({ site: { slug } }) => slug);
    expect(sites(() => ['PUBLISHER'])).toEqual(['harbor', 'eastside']);
    expect(sites((slug) => (slug === 'eastside' ? ['REVIEWER'] : ['AUTHOR']))).toEqual(['eastside']);
    expect(sites(() => ['AUTHOR'])).toEqual([]);
  });
});
