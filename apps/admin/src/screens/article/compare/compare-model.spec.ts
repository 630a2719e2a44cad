import { describe, expect, it } from '@jest/globals';
import { build as b } from '#document';
import { compare } from './compare-model';

const content = (...blocks: Parameters<typeof b.doc>) =>
  b.content(b.doc(...blocks), { title: 'Back pain', summary: 'What helps.' });
const changes = (...sides: Parameters<typeof compare>) =>
  compare(...sides).groups.flatMap((group) => (group.kind === 'change' ? [group.row] : []));

describe('a comparison', () => {
  it('folds what stayed, and counts what changed', () => {
    const before = content(b.p('One.'), b.p('Two.'), b.p('Rest for a week.'), b.p('Four.'));
    const after = content(b.p('One.'), b.p('Two.'), b.p('Rest for a day.'), b.p('Four.'));
    const { groups, count, same } = compare(before, after);
    expect(groups.map((group) => (group.kind === 'kept' ? group.rows.length : group.row.op))).toEqual([
      4,
      'changed',
      1,
    ]);
    expect([count, same]).toEqual([1, false]);
    expect(changes(before, after)[0]?.words.filter(({ op }) => op !== 'same')).toEqual([
      { op: 'removed', text: 'week' },
      { op: 'inserted', text: 'day' },
    ]);
  });

  it('shows a dose that changed, both ways', () => {
    const before = content(b.exercise('Pelvic tilt', { sets: 2 }, b.p('Breathe.')));
    const after = content(b.exercise('Pelvic tilt', { sets: 3 }, b.p('Breathe.')));
    expect(changes(before, after)[0]?.values).toEqual([{ name: 'sets', before: 2, after: 3 }]);
  });

  it('shows every value of a block that is new', () => {
    const after = content(b.exercise('Pelvic tilt', { sets: 3, stopRule: 'Stop at leg pain.' }, b.p('Breathe.')));
    const [row] = changes(content(), after);
    expect(row).toMatchObject({ op: 'inserted', type: 'exercise' });
    expect(row?.values.map(({ name, after: value }) => [name, value])).toEqual(
      expect.arrayContaining([
        ['name', 'Pelvic tilt'],
        ['sets', 3],
        ['stopRule', 'Stop at leg pain.'],
      ]),
    );
  });

  it('names a link that is gone and one that is new, though no word changed', () => {
    const before = content(b.p(b.link('https://a.example/', 'Read on')));
    const after = content(b.p(b.link('https://b.example/', 'Read on')));
    expect(changes(before, after)[0]?.marks).toEqual([
      { kind: 'link', op: 'removed', target: 'https://a.example/' },
      { kind: 'link', op: 'inserted', target: 'https://b.example/' },
    ]);
  });

  it('is the same for two equal texts', () => {
    expect(compare(content(b.p('One.')), content(b.p('One.')))).toMatchObject({ same: true, count: 0 });
  });
});
