import { describe, expect, it } from '@jest/globals';
import { build as b } from '../build.js';
import type { ArticleContent, DocumentNode } from '../types.js';
import type { Anchor } from './anchor.js';
import { mapAnchor } from './anchor-map.js';
import { anchorAt } from './make-anchor.js';
import { textAt } from './node-at.js';
import { passagesOf } from './passages.js';

const of = (...blocks: DocumentNode[]): ArticleContent =>
  b.content(b.doc(...blocks), { title: 'Back pain', summary: 'Short.' });

/** An anchor on the only place where these words stand in one text. */
function on(content: ArticleContent, words: string): Anchor {
  const found = passagesOf(content).filter(({ text, kind }) => kind !== 'atom' && text.includes(words));
  expect(found).toHaveLength(1);
  const from = found[0]!.text.indexOf(words);
  return anchorAt(content, { path: found[0]!.path, from, to: from + words.length })!;
}

/** State, place and words after an edit. */
function outcome(from: ArticleContent, anchor: Anchor, to: ArticleContent): string {
  const { state, anchor: now } = mapAnchor(anchor, from, to);
  if (!now) return state;
  return `${state} ${now.path.replace('document.', '')} "${now.quote}"`;
}

const WALK = b.p('Walk each day for ten minutes at an easy pace.');
const REST = b.p('Rest at night in a quiet and cool room.');
const HELP = b.p('Get help when the pain wakes you up at night.');

describe('an anchor', () => {
  it('keeps its words and what stands around them', () => {
    expect(on(of(WALK), 'ten minutes')).toEqual({
      kind: 'text',
      path: 'document.content[0]',
      from: 18,
      endPath: 'document.content[0]',
      to: 29,
      quote: 'ten minutes',
      before: 'Walk each day for ',
      after: ' at an easy pace.',
    });
    expect(
      anchorAt(of(WALK, REST), { path: 'document.content[0]', from: 29, endPath: 'document.content[1]', to: 4 }),
    ).toMatchObject({
      quote: ' at an easy pace.\nRest',
    });
    expect(anchorAt(of(b.ul('One', 'Two')), { path: 'document.content[0].content[1]' })).toMatchObject({
      quote: 'Two',
    });
  });

  it.each([
    ['a path that leads nowhere', { path: 'document.content[7]' }],
    ['the document itself', { path: 'document' }],
    ['a prototype', { path: 'document.content[0].attrs.constructor', from: 0, to: 1 }],
    ['an end behind the text', { path: 'document.content[0]', from: 0, to: 400 }],
    ['an end before its beginning', { path: 'document.content[0]', from: 5, to: 5 }],
    ['half an offset', { path: 'document.content[0]', from: 0.5, to: 3 }],
    ['white space', { path: 'document.content[0]', from: 4, to: 5 }],
    ['an end in an earlier block', { path: 'document.content[1]', from: 0, endPath: 'document.content[0]', to: 3 }],
    ['an empty block', { path: 'document.content[2]' }],
    ['a path that is a program', { path: `document${'.content[0]'.repeat(100)}` }],
  ])('is not made on %s', (_what, place) => {
    expect(anchorAt(of(WALK, REST, b.p()), place)).toBeNull();
  });
});

describe('an anchor among characters of two units', () => {
  const face = '\u{1f600}';
  const text = `x${face.repeat(30)} walk ${face.repeat(30)}`;
  const content = b.content(b.doc(text));
  const path = 'document.content[0]';

  it('holds whole characters, wherever its surroundings are cut', () => {
    for (let from = 60; from < 66; from += 1) {
      const anchor = anchorAt(content, { path, from, to: 67 });
      for (const words of Object.values(anchor ?? {})) expect(String(words)).not.toMatch(/\p{Cs}/u);
    }
    expect(anchorAt(content, { path, from: 62, to: 66 })).toMatchObject({ quote: 'walk' });
  });

  it('cannot begin or end in the middle of one', () => {
    expect(anchorAt(content, { path, from: 2, to: 66 })).toBeNull();
    expect(anchorAt(content, { path, from: 0, to: 4 })).toBeNull();
    expect(anchorAt(content, { path, from: 0, to: 5 })).toMatchObject({ quote: `x${face.repeat(2)}` });
  });
});

describe('an anchored range after an edit', () => {
  const before = of(WALK, REST, HELP);
  const anchor = on(before, 'ten minutes');

  it('stays with its words when others change around it', () => {
    const edited = of(
      b.p('First line.'),
      b.p('Please walk each single day for ten minutes at a very easy pace.'),
      REST,
      HELP,
    );
    expect(outcome(before, anchor, edited)).toBe('kept content[1] "ten minutes"');
  });

  it('goes with its block, also into another block', () => {
    expect(outcome(before, anchor, of(REST, HELP, WALK))).toBe('kept content[2] "ten minutes"');
    expect(outcome(before, anchor, of(REST, b.ul(WALK), HELP))).toBe(
      'kept content[1].content[0].content[0] "ten minutes"',
    );
    expect(outcome(before, anchor, of(REST, HELP, b.h(2, 'Walk each day for ten minutes at an easy pace.')))).toBe(
      'kept content[2] "ten minutes"',
    );
  });

  it('follows a block that is moved and edited at once', () => {
    const edited = of(REST, HELP, b.p('Walk on each day for ten minutes, at an easy pace.'));
    expect(outcome(before, anchor, edited)).toBe('kept content[2] "ten minutes"');
  });

  it('survives a split and a join, also in the middle of it', () => {
    const split = of(b.p('Walk each day for ten'), b.p('minutes at an easy pace.'), REST, HELP);
    expect(mapAnchor(anchor, before, split)).toMatchObject({
      state: 'kept',
      anchor: { path: 'document.content[0]', from: 18, endPath: 'document.content[1]', to: 7, quote: 'ten\nminutes' },
    });
    const joined = of(
      b.p('Walk each day for ten minutes at an easy pace. Rest at night in a quiet and cool room.'),
      HELP,
    );
    expect(outcome(before, on(before, 'quiet and cool'), joined)).toBe('kept content[0] "quiet and cool"');
    expect(
      mapAnchor({ ...on(split, 'for ten'), endPath: 'document.content[1]', to: 7 } as Anchor, split, before),
    ).toMatchObject({
      state: 'kept',
      anchor: { quote: 'for ten minutes' },
    });
  });

  it('says so when its own words changed', () => {
    const edited = of(b.p('Walk each day for twenty minutes at an easy pace.'), REST, HELP);
    expect(outcome(before, anchor, edited)).toBe('changed content[0] "twenty minutes"');
    expect(outcome(before, on(before, 'ten'), edited)).toBe('changed content[0] "twenty"');
    const inserted = of(b.p('Walk each day for ten or more minutes at an easy pace.'), REST, HELP);
    expect(outcome(before, anchor, inserted)).toBe('changed content[0] "ten or more minutes"');
  });

  it('is orphaned when its words or its block are gone', () => {
    expect(outcome(before, anchor, of(b.p('Walk each day for at an easy pace.'), REST, HELP))).toBe('orphaned');
    expect(outcome(before, anchor, of(REST, HELP))).toBe('orphaned');
    expect(outcome(before, anchor, of(b.p('Something else entirely stands here now.'), REST, HELP))).toBe('orphaned');
  });

  it('does not jump to the same words elsewhere', () => {
    const twice = of(b.h(2, 'Day'), b.p('Do it twice.'), b.h(2, 'Night'), b.p('Do it twice.'), REST);
    const second = anchorAt(twice, { path: 'document.content[3]', from: 6, to: 11 })!;
    const without = of(b.h(2, 'Day'), b.p('Do it twice.'), REST);
    expect(outcome(twice, second, without)).toBe('orphaned');
    const swapped = of(b.h(2, 'Night'), b.p('Do it twice.'), b.h(2, 'Day'), b.p('Do it twice.'), REST);
    expect(mapAnchor(second, twice, of(b.p('New.'), ...twice.document.content!))).toMatchObject({
      state: 'kept',
      anchor: { path: 'document.content[4]' },
    });
    expect(mapAnchor(second, twice, swapped).state).not.toBe('changed');
    const article = of(b.p('Take the tablet daily, at noon.'), REST);
    const the = on(article, 'the');
    expect(mapAnchor(the, article, of(b.p('Take one with the meal daily, at noon.'), REST)).state).toBe('changed');
  });

  it('tells twins apart by their order, and calls it off when one of them is gone', () => {
    const twins = (...blocks: DocumentNode[]) => of(b.p('Day one is easy.'), ...blocks, b.p('That is all.'));
    const before = twins(b.p('Do it twice.'), b.p('Do it twice.'));
    const [first, second] = [1, 2].map(
      (place) => anchorAt(before, { path: `document.content[${place}]`, from: 0, to: 5 })!,
    );
    const edited = of(b.p('Day 1: easy.'), b.p('Breathe.'), b.p('Do it twice.'), b.p('Do it twice.'), b.p('All done.'));
    expect([outcome(before, first!, edited), outcome(before, second!, edited)]).toEqual([
      'kept content[2] "Do it"',
      'kept content[3] "Do it"',
    ]);
    const one = of(b.p('Day 1: easy.'), b.p('Do it twice.'), b.p('All done.'));
    expect([outcome(before, first!, one), outcome(before, second!, one)]).toEqual(['orphaned', 'orphaned']);
    const rows = (first: string, second: string) =>
      of(b.table(['Squats'], [first]), REST, b.table(['Bridges'], [second]));
    const cell = anchorAt(rows('3', '12'), {
      path: 'document.content[0].content[1].content[0].content[0]',
      from: 0,
      to: 1,
    })!;
    expect(outcome(rows('3', '12'), cell, rows('as you like', '3'))).toBe(
      'changed content[0].content[1].content[0].content[0] "as you like"',
    );
  });

  it('works in lists, tables, questions, and the head', () => {
    const rich = of(
      b.ul('Warm up first.', ['Then stretch.', b.ul('Ten seconds each side.')]),
      b.table(['Day', 'Dose'], ['Monday', '10 minutes'], ['Friday', '20 minutes']),
      b.faq({ question: 'May I run?', answer: 'Yes, slowly and not every day.' }),
    );
    const edited = of(
      b.p('A new first paragraph of this text.'),
      b.faq(
        { question: 'Is it safe?', answer: 'It is.' },
        { question: 'May I run?', answer: 'Yes, but slowly and not every day.' },
      ),
      b.ul('Warm up first.', 'Drink some water.', ['Then stretch.', b.ul('Ten seconds each side, twice.')]),
      b.table(['Day', 'Dose'], ['Monday', '15 minutes'], ['Friday', '20 minutes']),
    );
    const stays = (words: string) => outcome(rich, on(rich, words), edited);
    expect(stays('seconds each')).toBe('kept content[2].content[2].content[1].content[0].content[0] "seconds each"');
    expect(stays('not every')).toBe('kept content[1].content[1].content[1].content[0] "not every"');
    expect(stays('20 minutes')).toBe('kept content[3].content[2].content[1].content[0] "20 minutes"');
    expect(stays('10')).toBe('changed content[3].content[1].content[1].content[0] "15"');
    const title = anchorAt(rich, { path: 'title', from: 0, to: 4 })!;
    expect(outcome(rich, title, { ...edited, title: 'Back pain at night' })).toBe('kept title "Back"');
    expect(outcome(rich, title, { ...edited, title: 'Knees' })).toBe('orphaned');
  });
});

describe('an anchored block after an edit', () => {
  const tilt = b.exercise(
    'Pelvic tilt',
    { sets: 3, stopRule: 'pain goes down the leg' },
    'Lie on your back with both knees bent.',
  );
  const bridge = b.exercise('Bridge', { sets: 3 }, 'Lift your hips and hold them for a moment.');
  const before = of(WALK, tilt, bridge, b.image({ mediaId: 'm1', alt: 'A person on a mat' }));
  const block = anchorAt(before, { path: 'document.content[1]' })!;

  it('is kept to the letter, or said to have changed', () => {
    expect(outcome(before, block, of(bridge, WALK, tilt))).toMatch(/^kept content\[2\]/);
    const dosed = b.exercise(
      'Pelvic tilt',
      { sets: 4, stopRule: 'pain goes down the leg' },
      'Lie on your back with both knees bent.',
    );
    expect(outcome(before, block, of(bridge, dosed, WALK))).toMatch(/^changed content\[1\]/);
    expect(outcome(before, block, of(bridge, WALK))).toBe('orphaned');
    const image = anchorAt(before, { path: 'document.content[3]' })!;
    expect(outcome(before, image, of(b.image({ mediaId: 'm1', alt: 'A person on a blue mat' }), WALK))).toMatch(
      /^changed content\[0\]/,
    );
    expect(outcome(before, image, of(b.image({ mediaId: 'other', alt: 'Two hands' }), WALK))).toBe('orphaned');
  });

  it('carries its attributes: a dose, a stop rule', () => {
    const dose = anchorAt(before, { path: 'document.content[1].attrs.sets', from: 0, to: 1 })!;
    const rule = anchorAt(before, { path: 'document.content[1].attrs.stopRule', from: 0, to: 4 })!;
    const dosed = of(
      bridge,
      b.exercise(
        'Pelvic tilt',
        { sets: 5, stopRule: 'the pain goes down the leg' },
        'Lie on your back with both knees bent.',
      ),
    );
    expect(outcome(before, dose, of(bridge, tilt))).toBe('kept content[1].attrs.sets "3"');
    expect(outcome(before, dose, dosed)).toBe('changed content[1].attrs.sets "5"');
    expect(outcome(before, rule, dosed)).toBe('kept content[1].attrs.stopRule "pain"');
    const bare = of(bridge, b.exercise('Pelvic tilt', {}, 'Lie on your back with both knees bent.'));
    expect([outcome(before, dose, bare), outcome(before, rule, bare)]).toEqual(['orphaned', 'orphaned']);
  });

  it('follows a turn of its kind', () => {
    const listed = of(b.ul('Walk to the shop.', 'Climb the stairs slowly.'), REST);
    const item = anchorAt(listed, { path: 'document.content[0].content[1]' })!;
    expect(outcome(listed, item, of(REST, b.steps('Walk to the shop.', 'Climb the stairs slowly.')))).toBe(
      'changed content[1].content[1] "Climb the stairs slowly."',
    );
    expect(textAt(listed, 'document.content[0]')).toBeUndefined();
  });
});
