import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isRefusal } from '#kernel';
import type { StaffActor } from '#platform';
import {
  ApproveRevision,
  EndReview,
  LeaveReview,
  MOVES,
  RequestReview,
  type ReviewCaseState,
  ReviewReader,
  TakeUpReview,
} from '#review';
import { GOOD_SHEETS } from '../support/checklists.js';
import { createWorld, type World } from '../support/world.js';

/** What is expected of one case, kept apart from the product. */
interface Model {
  state: ReviewCaseState;
}

interface Real {
  readonly world: World;
  readonly caseId: string;
  readonly contentHash: string;
  readonly people: Record<'author' | 'maya' | 'kim', StaffActor>;
}

type Verb = 'approve' | 'changes' | 'decline' | 'takeUp' | 'withdraw';
type Who = 'maya' | 'kim';

const SEED = 20_261_122;

function act({ world, caseId, contentHash, people }: Real, verb: Verb, who: Who): Promise<object> {
  const actor = people[who];
  const vouched = { statement: 'I read it all.', conflictOfInterest: 'none', checklists: GOOD_SHEETS };
  if (verb === 'approve') return world.get(ApproveRevision).run(actor, { caseId, contentHash, ...vouched });
  if (verb === 'changes') return world.get(EndReview).requestChanges(actor, { caseId, note: 'Say how often.' });
  if (verb === 'decline') return world.get(LeaveReview).decline(actor, { caseId, reason: 'noTime' });
  if (verb === 'takeUp') return world.get(TakeUpReview).run(actor, caseId);
  return world.get(EndReview).withdraw(people.author, caseId);
}

async function stateOf({ world, caseId }: Real): Promise<ReviewCaseState> {
  return (await world.get(ReviewReader).casesByIds([caseId]))[0]!.state;
}

const TARGET: Readonly<Partial<Record<Verb, ReviewCaseState>>> = {
  approve: 'approved',
  changes: 'changesRequested',
  withdraw: 'withdrawn',
};

const undecided = (state: ReviewCaseState) => state === 'requested' || state === 'inReview';
const allowed = (from: ReviewCaseState, to: ReviewCaseState) => MOVES.some((it) => it.from === from && it.to === to);

/** One act of one person, and what the table says must come of it. */
class Act implements fc.AsyncCommand<Model, Real> {
  constructor(
    readonly verb: Verb,
    readonly who: Who,
  ) {}

  check = () => true;
  toString = () => `${this.who} ${this.verb}`;

  async run(model: Model, real: Real): Promise<void> {
    const before = model.state;
    const answer = await act(real, this.verb, this.who);
    const now = await stateOf(real);
    const target = TARGET[this.verb];
    if (target) {
      expect({ act: this.toString(), before, done: !isRefusal(answer) }).toEqual({
        ...{ act: this.toString(), before, done: allowed(before, target) },
      });
      expect(now).toBe(allowed(before, target) ? target : before);
    } else if (!undecided(before)) {
      expect(isRefusal(answer)).toBe(true);
      expect(now).toBe(before);
    } else {
      expect(now === before || allowed(before, now)).toBe(true);
      if (this.verb === 'takeUp' && !isRefusal(answer)) expect(now).toBe('inReview');
    }
    model.state = now;
  }
}

const verbs = fc.constantFrom<Verb>('approve', 'changes', 'decline', 'takeUp', 'takeUp', 'withdraw');
const people = fc.constantFrom<Who>('maya', 'kim');
const acts = fc.tuple(verbs, people).map(([verb, who]) => new Act(verb, who));

describe('a review case against its table of moves', () => {
  let world: World;
  let team: Real['people'];
  beforeAll(async () => {
    world = await createWorld();
    team = {
      author: await world.person('Sam', 'author'),
      maya: await world.person('Maya', 'reviewer'),
      kim: await world.person('Kim', 'reviewer'),
    };
  });
  afterAll(() => world.close());

  const fresh = async (): Promise<Real> => {
    const revision = await world.article(team.author);
    const reviewCase = await world.get(RequestReview).run(team.author, { revisionId: revision.id });
    if (isRefusal(reviewCase)) throw new Error(reviewCase.message);
    return { world, caseId: reviewCase.id, contentHash: reviewCase.contentHash, people: team };
  };

  it(`moves as the table says, whoever does what in any order (seed ${SEED})`, async () => {
    await fc.assert(
      fc.asyncProperty(fc.commands([acts], { maxCommands: 8 }), async (commands) => {
        const real = await fresh();
        await fc.asyncModelRun(() => ({ model: { state: 'requested' } as Model, real }), commands);
      }),
      { seed: SEED, numRuns: 15 },
    );
  }, 120_000);

  it(`with two people at once, ends where one after the other could have led (seed ${SEED})`, async () => {
    await fc.assert(
      fc.asyncProperty(fc.tuple(verbs, verbs), fc.scheduler(), async ([mine, theirs], scheduler) => {
        const real = await fresh();
        const step = (verb: Verb, who: Who) =>
          scheduler.schedule(Promise.resolve(`${who} ${verb}`)).then(() => act(real, verb, who));
        const both = Promise.all([step(mine, 'maya'), step(theirs, 'kim')]);
        await scheduler.waitAll();
        const answers = await both;
        const done = [mine, theirs].filter((_verb, index) => !isRefusal(answers[index]));
        const decided = done.filter((verb) => TARGET[verb]);
        const state = await stateOf(real);
        // What is done in an ended state is refused, so only sending back and then withdrawing can both happen.
        expect(decided.length <= 1 || [...decided].sort().join() === 'changes,withdraw').toBe(true);
        if (decided.length === 1) expect(state).toBe(TARGET[decided[0]!]);
        if (decided.length === 2) expect(state).toBe('withdrawn');
        if (decided.length === 0) expect(undecided(state)).toBe(true);
        const approvals = await world.database.query('SELECT 1 FROM approval WHERE case_id = $1', [real.caseId]);
        expect(approvals.length).toBe(state === 'approved' ? 1 : 0);
      }),
      { seed: SEED, numRuns: 25 },
    );
  }, 120_000);
});
