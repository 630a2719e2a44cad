import { describe, expect, it } from '@jest/globals';
import { build as b } from '#document';
import { countText, syllablesOf, wordsOf } from './count.js';
import { fleschEase, fleschKincaidGrade, smogGrade } from './formulas.js';
import { contentReadability, readabilityOf } from './readability.js';

describe('the formulas', () => {
  // 100 words in 5 sentences, 140 syllables, 8 words of three syllables or more: worked out by hand.
  const counts = { sentences: 5, words: 100, syllables: 140, polysyllables: 8 };

  it('give the reading ease: 206.835 - 1.015 * 20 - 84.6 * 1.4', () => {
    expect(fleschEase(counts)).toBeCloseTo(68.095, 10);
  });

  it('give the grade: 0.39 * 20 + 11.8 * 1.4 - 15.59', () => {
    expect(fleschKincaidGrade(counts)).toBeCloseTo(8.73, 10);
  });

  it('give the SMOG grade: 1.043 * sqrt(8 * 30 / 5) + 3.1291', () => {
    expect(smogGrade(counts)).toBeCloseTo(10.35521595, 6);
    expect(smogGrade({ sentences: 1, words: 9, syllables: 20, polysyllables: 4 })).toBeCloseTo(14.554593, 6);
  });

  it('are 0 for a text without words', () => {
    const none = { sentences: 0, words: 0, syllables: 0, polysyllables: 0 };
    expect([fleschEase(none), fleschKincaidGrade(none), smogGrade(none)]).toEqual([0, 0, 0]);
  });
});

describe('counting', () => {
  it('counts words between white space and long dashes, and no bare signs', () => {
    expect(wordsOf('Don’t stop — walk 10 minutes • warm-up…first')).toEqual([
      'Don’t',
      'stop',
      'walk',
      '10',
      'minutes',
      'warm-up…first',
    ]);
  });

  it.each<[string, number]>([
    ['back', 1],
    ['exercise', 3],
    ['physical', 3],
    ['10', 1],
    ['warm-up', 2],
    ['therapist', 3],
    ['you’re', 1],
  ])('hears %p as %i syllables', (word, syllables) => expect(syllablesOf(word)).toBe(syllables));

  it('counts a sentence by hand', () => {
    // See(1) a(1) physical(3) therapist(3). Walk(1) each(1) day(1).
    expect(countText('See a physical therapist. Walk each day.')).toEqual({
      sentences: 2,
      words: 7,
      syllables: 11,
      polysyllables: 2,
    });
  });
});

describe('the readability of a content', () => {
  it('counts a hand-made text exactly', () => {
    const readability = contentReadability(b.content(b.doc(b.p('See a physical therapist. Walk each day.'))));
    // 7 words in 2 sentences, 11 syllables: 206.835 - 1.015*3.5 - 84.6*11/7; 0.39*3.5 + 11.8*11/7 - 15.59; 2 * 30 / 2 = 30.
    expect(readability).toEqual({
      sentences: 2,
      words: 7,
      wordsPerSentence: 3.5,
      fleschEase: 70.34,
      fleschKincaidGrade: 4.32,
      smog: 8.84,
      lowConfidence: true,
    });
  });

  it('leaves out headings, questions, captions, offers and lines of links', () => {
    const prose = [b.p('Walk each day.'), b.ul('Rest at night')];
    const others = [
      b.h(2, 'Neurophysiological considerations regarding rehabilitation'),
      b.faq({ question: 'Is rehabilitation physiologically advisable?', answer: 'Walk each day.' }),
      b.image({ src: '/a.png', alt: 'An alternative description', caption: 'A complicated caption' }),
      b.callToAction({ label: 'Schedule immediately' }, 'Complimentary consultations available.'),
      b.p(b.link('/x', 'Comprehensive rehabilitation information')),
    ];
    const all = contentReadability(b.content(b.doc(...prose, ...others)));
    expect(all).toEqual(contentReadability(b.content(b.doc(...prose, b.p('Walk each day.')))));
  });

  it('ends a sentence at the end of a block, with or without a full stop', () => {
    const items = readabilityOf([
      { text: 'Walk each day', kind: 'listItem' },
      { text: 'Rest at night', kind: 'listItem' },
    ]);
    expect(items).toMatchObject({ sentences: 2, words: 6, wordsPerSentence: 3 });
  });

  it('trusts 30 sentences of English, and neither fewer nor another language', () => {
    const blocks = Array.from({ length: 30 }, () => ({ text: 'Walk each day.', kind: 'paragraph' as const }));
    expect(readabilityOf(blocks).lowConfidence).toBe(false);
    expect(readabilityOf(blocks.slice(1)).lowConfidence).toBe(true);
    expect(readabilityOf(blocks, 'es-MX').lowConfidence).toBe(true);
  });

  it('has an answer for a text without words', () => {
    expect(readabilityOf([])).toEqual({
      sentences: 0,
      words: 0,
      wordsPerSentence: 0,
      fleschEase: 0,
      fleschKincaidGrade: 0,
      smog: 0,
      lowConfidence: true,
    });
  });
});
