import type { Instrument, Item } from './instrument.js';

function partOf(number: number): string {
  if (number <= 11) return 'core';
  if (number <= 14) return 'behaviour';
  return number <= 17 ? 'numbers' : 'risk';
}

function item(number: number, question: string, more: Partial<Item> = {}): Item {
  return { id: `C${number}`, part: partOf(number), question, mayNotApply: number >= 12, ...more };
}

/**
 * The Clear Communication Index of the CDC: twenty items and four open questions, in our own words. The eleven of the core
 * always apply; the parts on behaviour, numbers and risk apply when the text has such matter. Item 17 asks for something
 * that should not be there, so its "no" is the point.
 */
export const CCI: Instrument = {
  name: 'cci',
  version: 1,
  title: 'Clear Communication Index',
  about:
    'Whether the text is clear to those it is for. A point only where every instance in the text meets the question.',
  parts: [
    { id: 'core', title: 'Core' },
    { id: 'behaviour', title: 'What to do' },
    { id: 'numbers', title: 'Numbers' },
    { id: 'risk', title: 'Risk' },
  ],
  openQuestions: [
    { id: 'audience', question: 'Who is the text for?' },
    { id: 'literacy', question: 'How well do they read, and what do they know about health?' },
    { id: 'objective', question: 'What should they do, know or feel afterwards?' },
    { id: 'mainMessage', question: 'What is the one main message?' },
  ],
  items: [
    item(1, 'Is there one main message?'),
    item(2, 'Does it stand in the first paragraph or section?'),
    item(3, 'Is it set apart for the eye: in a box, in bold, in a heading?'),
    item(4, 'Does a picture with a caption carry or support it?'),
    item(5, 'Is there something for the main audience to do?'),
    item(6, 'Are the main message and what to do in the active voice?'),
    item(7, 'Does it use the words of its audience, and explain a term where it first appears?'),
    item(8, 'Are lists used, and none of them longer than seven points?'),
    item(9, 'Is it cut into sections with headings, one idea each?'),
    item(10, 'Does what matters most come first, in short?'),
    item(11, 'Does it say what is known and what is not?'),
    item(12, 'Does it recommend something to do?'),
    item(13, 'Does it say why that matters to the reader?'),
    item(14, 'Does it say how to do it, and when to see somebody about it?'),
    item(15, 'Are the numbers ones that its audience knows how to read?'),
    item(16, 'Does it say what each number means?'),
    item(17, 'Does the reader have to calculate?', { inverted: true }),
    item(18, 'Does it say what the threat is, and how it comes about?'),
    item(19, 'Does it give the risks and the benefits of what it recommends?'),
    item(20, 'Where it gives a probability as a number, does it also say it in words or a picture?'),
  ],
};
