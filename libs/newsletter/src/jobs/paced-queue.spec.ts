import { describe, expect, it } from '@jest/globals';
import { PacedQueue } from './paced-queue.js';

const people = ['a1', 'b1', 'a2', 'a3', 'b2'].map((id) => ({ id, subscriberId: id }));

/** Domain `a` takes one message and then none for two seconds; every other takes all. */
function queue() {
  let taken = 0;
  const domain = (name: string) => {
    if (name !== 'a') return 0;
    taken += 1;
    return taken > 1 ? 2_000 : 0;
  };
  const queued = new PacedQueue({ domain });
  queued.add(people, ({ id }) => id[0]);
  return queued;
}

describe('people whose domain has a pace', () => {
  it('are set aside one behind the other, and hold up nobody else', () => {
    const it = queue();
    const order = [it.next(), it.next(), it.next(), it.next()].map((person) => person?.id);
    expect(order).toEqual(['a1', 'b1', 'b2', undefined]);
    expect(it.takePostponed()).toEqual([
      { id: 'a2', seconds: 2 },
      { id: 'a3', seconds: 4 },
    ]);
    expect(it.takePostponed()).toEqual([]);
  });

  it('come first again when nothing was begun with them', () => {
    const it = queue();
    const first = it.next()!;
    it.putBack(first);
    expect(it.length).toBe(5);
  });

  it('are nobody while no domain is known', () => {
    const it = new PacedQueue({ domain: () => 1_000 });
    it.add(people);
    expect(people.map(() => it.next()?.id)).toEqual(people.map(({ id }) => id));
    expect(it.takePostponed()).toEqual([]);
  });
});
