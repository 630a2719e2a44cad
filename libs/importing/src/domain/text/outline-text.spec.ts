import { describe, expect, it } from '@jest/globals';
import { outlineText, rejoin } from './index.js';
import { type LineKind, linesOf } from './outline.js';

const kinds = (text: string): LineKind[] => outlineText(text).lines.map((line) => line.kind);
const headings = (text: string) =>
  linesOf(outlineText(text), 'heading').map(({ level, text: words }) => [level, words]);

const ARTICLE = [
  'Position:home\u00a0',
  'Knee Pain on the Stairs: Causes and Help',
  'Stairs load the knee more than level ground does.',
  'Causes of Knee Pain on the Stairs',
  'Several things can be behind it, including:',
  '  • Weak thighs: They leave the knee to do the work.',
  '  • New habits: A sudden change overloads the joint.',
  'knee pain on stairs',
  'Help at Home',
  'Go slowly for a while.',
  'Read Also:\u00a0 A Guide to Better Shoes',
  'People Also Ask',
  'Should I stop using the stairs?',
  'No, but use the rail.',
  'See Also: Stairs and You',
  'Does ice help?',
  'It can ease the ache.',
  'Final Words',
  'Most knees calm down.',
  '- Walking in Winter - A Story - March 3, 2024',
  'Time:2023-05-06 07:08:09 UTC',
  'kneesite',
  'TOP 5',
].join('\n');

describe('outlineText', () => {
  it('gives every kind of line its place', () => {
    expect(kinds(ARTICLE)).toEqual([
      'boilerplate',
      'title',
      'paragraph',
      'heading',
      'paragraph',
      'listItem',
      'listItem',
      'caption',
      'heading',
      'paragraph',
      'relatedLink',
      'heading',
      'faqQuestion',
      'faqAnswer',
      'relatedLink',
      'faqQuestion',
      'faqAnswer',
      'heading',
      'paragraph',
      'recentPost',
      'boilerplate',
      'boilerplate',
      'boilerplate',
    ]);
  });

  it('keeps what the furniture tells: time of the crawl and name of the site', () => {
    const outline = outlineText(ARTICLE);
    expect(outline).toMatchObject({ sourceTimestamp: '2023-05-06T07:08:09Z', sourceSite: 'kneesite', hasDate: false });
  });

  it('splits a dated post at its last dash, and marks a link between two questions', () => {
    const outline = outlineText(ARTICLE);
    expect(linesOf(outline, 'recentPost')).toMatchObject([
      { title: 'Walking in Winter - A Story', date: 'March 3, 2024' },
    ]);
    expect(linesOf(outline, 'relatedLink').map((line) => line.misplaced)).toEqual([false, true]);
  });

  it('does not depend on blank lines or line endings, and numbers lines as an editor does', () => {
    const spread = ARTICLE.replaceAll('\n', '\n\n');
    expect(kinds(spread)).toEqual(kinds(ARTICLE));
    expect(outlineText('\uFEFFOne line.\r\nTwo lines.\rThree lines.\n\n').lines.map(({ line }) => line)).toEqual([
      1, 2, 3,
    ]);
    expect(outlineText('a.\r\n\r\nb.\r\rc.\n').lines.map(({ line, raw }) => [line, raw])).toEqual([
      [1, 'a.'],
      [3, 'b.'],
      [5, 'c.'],
    ]);
    expect(outlineText('one.\ntwo.\n').lineCount).toBe(2);
    expect(outlineText('').lineCount).toBe(0);
  });

  it('takes no title from below the first paragraph, and no section name as a title', () => {
    expect(outlineText('A first sentence.\nA Heading Here\nText.').title).toBeNull();
    expect(outlineText('Conclusion\nText.').title).toBeNull();
  });

  it('takes a repeated title for the text of an image', () => {
    expect(kinds('Strong Feet\nWalk.\nStrong Feet\nRun.')).toEqual(['title', 'paragraph', 'caption', 'paragraph']);
  });

  it('calls a list introduction a paragraph, even in title case', () => {
    expect(kinds('Text.\nWhat Helps Most:\n- Walking.\n- Resting.')).toEqual([
      'paragraph',
      'paragraph',
      'listItem',
      'listItem',
    ]);
  });

  it('reads levels from numbers, neighbours and the words of the title', () => {
    const text = [
      'Better Shoulder Care',
      'Text.',
      'Shoulder Care Basics',
      'Text.',
      'Warm Water',
      'Text.',
      'Common Mistakes',
      '1. Too Much',
      'Text.',
      '2. Too Soon',
      'Text.',
      'Where Next',
      'Text.',
      'Case 1:',
      'Text.',
    ].join('\n');
    expect(headings(text)).toEqual([
      [2, 'Shoulder Care Basics'],
      [3, 'Warm Water'],
      [2, 'Common Mistakes'],
      [3, 'Too Much'],
      [3, 'Too Soon'],
      [2, 'Where Next'],
      [3, 'Case 1'],
    ]);
  });

  it('reads numbered lines in a row as an ordered list', () => {
    const outline = outlineText('Do this:\n1. Lie down.\n2. Bend one knee.\n3. Breathe.\nThen rest.');
    expect(linesOf(outline, 'listItem').map(({ text, ordered }) => [text, ordered])).toEqual([
      ['Lie down.', true],
      ['Bend one knee.', true],
      ['Breathe.', true],
    ]);
  });

  it('takes sentence-case lines as headings only in a text that has no other', () => {
    const text = 'What helps the neck\nMove it.\nWhen to rest\nAt night.\nWhat to avoid\nLong calls.';
    expect(kinds(text)).toEqual(['title', 'paragraph', 'heading', 'paragraph', 'heading', 'paragraph']);
    expect(kinds('Text.\nA Real Heading\nText.\nA short caption\nText.')[3]).toBe('caption');
  });

  it('takes the sentence-case line above the first such heading for the title', () => {
    const text = ['Walking with a stiff hip', '', 'Why it helps', 'It warms the joint.', 'How to start', 'Slowly.'];
    expect(outlineText(text.join('\n')).title).toBe('Walking with a stiff hip');
    expect(headings(text.join('\n'))).toEqual([
      [2, 'Why it helps'],
      [2, 'How to start'],
    ]);
    expect(outlineText(text.toSpliced(1, 0, 'By Ana Ortiz, DPT').join('\n')).title).toBe('Walking with a stiff hip');
  });

  it('takes neither the words of an image nor the first section of a text with a lead for the title', () => {
    const body = ['Why it helps', 'It warms the joint.', 'How to start', 'Slowly.'];
    expect(outlineText(['Photo by Ana Ortiz', ...body].join('\n')).title).toBe('Why it helps');
    expect(outlineText(['A walk is good for a hip.', 'On the beach', ...body].join('\n')).title).toBeNull();
    expect(kinds(['Stiff Hips', 'Text.', 'Why it helps', 'Text.'].join('\n'))[2]).toBe('caption');
  });

  it('honours number signs as heading levels', () => {
    expect(headings('# Neck pain\nText.\n## What helps\nText.\n### Heat\nText.')).toEqual([
      [2, 'What helps'],
      [3, 'Heat'],
    ]);
    expect(outlineText('# Neck pain\nText.').title).toBe('Neck pain');
  });

  it('finds where a text breaks off, and does not mind a list of bare words', () => {
    expect(
      outlineText('First.\nThen she went to the clinic that her neighbour had told her about and she').truncatedAtLine,
    ).toBe(2);
    expect(outlineText('First.\nYou need:\n- a mat\n- a towel').truncatedAtLine).toBeNull();
    expect(
      outlineText('First.\n- One thing is enough.\n- Two things are enough.\n- Three things are').truncatedAtLine,
    ).toBe(4);
    expect(outlineText('First.\nShe said “that is all.”').truncatedAtLine).toBeNull();
  });

  it('marks a section of advertising and a call to action, and names the practice', () => {
    const outline = outlineText(
      [
        'Hips hurt for many reasons.',
        'How We Can Help',
        'At Blue Door Physio you get an hour with our team.',
        'We Offer You:',
        '- Time – as much as you need.',
        'Call us today. We look forward to your visit at Blue Door Physio.',
        'What You Can Do',
        'Keep walking.',
      ].join('\n'),
    );
    expect(outline.organisation).toBe('Blue Door Physio');
    expect(outline.lines.filter((line) => 'promo' in line && line.promo).map(({ line }) => line)).toEqual([3, 4, 5]);
    expect(linesOf(outline, 'callToAction').map(({ line }) => line)).toEqual([6]);
  });

  it('does not take advice to book a visit with a doctor for advertising', () => {
    expect(kinds('Book an appointment with your doctor if the pain stays.')).toEqual(['paragraph']);
  });

  it('lifts bylines and dates only where they stand as such', () => {
    const outline = outlineText('Calm Hips\nBy Ana Ortiz, DPT\nLast updated: May 4, 2024\nHips hurt.');
    expect(outline).toMatchObject({ hasByline: true, hasDate: true });
    expect(kinds('Hips hurt.\nBy Walking Daily\nText.')[1]).toBe('heading');
  });

  it('keeps the lead out of advertising, and a call under the last question out of the answer', () => {
    const outline = outlineText(
      [
        'At Blue Door Physio our team sees many stiff necks.',
        'Move Often',
        'Turn your head.',
        'FAQs About Necks',
        'Is heat good?',
        'Often, yes.',
        'Anything else?',
        'Call us at 555-123-4567 to book your appointment.',
      ].join('\n'),
    );
    expect(outline.lines.map((line) => line.kind)).toEqual([
      'paragraph',
      'heading',
      'paragraph',
      'heading',
      'faqQuestion',
      'faqAnswer',
      'faqQuestion',
      'callToAction',
    ]);
    expect(outline.lines.some((line) => 'promo' in line && line.promo)).toBe(false);
  });

  it('takes a short last line with a whole sentence in it for text that broke off', () => {
    expect(outlineText('A Title Here\nFirst.\nShe went home. Then she').truncatedAtLine).toBe(3);
  });

  it('loses no line, not even one of signs alone', () => {
    const odd = 'Text.\n***\n\u200b\n•\n-\n  \n"”\nEnd.';
    expect(rejoin(outlineText(odd))).toEqual(odd.split('\n').filter((line) => line.trim() !== ''));
  });
});
