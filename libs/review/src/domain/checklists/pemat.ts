import type { Instrument, Item } from './instrument.js';

function item(number: number, question: string, mayNotApply = false): Item {
  const part = number < 20 ? 'understandability' : 'actionability';
  return { id: `P${number}`, part, question, mayNotApply };
}

/**
 * The Patient Education Materials Assessment Tool for print (AHRQ), items 1-12 and 15-26; 13 and 14 are for sound and film.
 * The questions are in our own words, the numbers are those of the instrument. "Agree" when it holds for four fifths of
 * the text or more.
 */
export const PEMAT: Instrument = {
  name: 'pemat',
  version: 1,
  title: 'PEMAT-P',
  about:
    'Whether people of any background can understand the text and act on it. Agree when it holds for four fifths of it.',
  parts: [
    { id: 'understandability', title: 'Understandability' },
    { id: 'actionability', title: 'Actionability' },
  ],
  openQuestions: [],
  items: [
    item(1, 'Is it plain from the start what the text is for?'),
    item(2, 'Is it free of matter that draws attention away from that?'),
    item(3, 'Does it use words people use every day?'),
    item(4, 'Do medical terms stand there only to be learned, and is each explained?'),
    item(5, 'Do sentences say who does what?'),
    item(6, 'Are numbers clear and easy to take in?', true),
    item(7, 'Can the reader do without calculating?'),
    item(8, 'Is the matter cut into short sections?', true),
    item(9, 'Do headings say what follows?', true),
    item(10, 'Does one thing follow from another?'),
    item(11, 'Is there a summary?', true),
    item(12, 'Do boxes, bold type or lists point to what matters most?'),
    item(15, 'Are pictures used wherever they would help?'),
    item(16, 'Do the pictures add to the words and not distract?', true),
    item(17, 'Does each picture or table have a clear title or caption?', true),
    item(18, 'Are drawings and photographs clear and free of clutter?', true),
    item(19, 'Are tables simple, with short headings?', true),
    item(20, 'Does it name at least one thing the reader can do?'),
    item(21, 'Does it speak to the reader directly when it says what to do?'),
    item(22, 'Is what to do cut into plain steps?'),
    item(23, 'Does it give something to use: a list to tick, a plan, a diary?'),
    item(24, 'Where something must be calculated, is it shown how, with an example?', true),
    item(25, 'Does it say how to use its charts and tables to act?', true),
    item(26, 'Are pictures used wherever they make acting easier?'),
  ],
};
