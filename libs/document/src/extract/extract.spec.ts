import { describe, expect, it } from '@jest/globals';
import { build as b } from '../build.js';
import { toProseMirror } from '../prosemirror.js';
import { sampleContent } from '../sample.fixture.js';
import { extractBlocks } from './extract-blocks.js';
import { extractSentences, firstSentences } from './extract-sentences.js';
import { splitSentences } from './split-sentences.js';
import { usesOf } from './uses-of.js';

const sentences = (text: string) => splitSentences(text).map(({ from, to }) => text.slice(from, to));

describe('extracting blocks', () => {
  const content = sampleContent();
  const blocks = extractBlocks(content);

  it('names what each text is to its reader', () => {
    const kinds = new Map(blocks.map(({ text, kind }) => [text, kind]));
    expect(kinds.get('Why your back hurts')).toBe('heading');
    expect(kinds.get('Nested')).toBe('listItem');
    expect(kinds.get('It felt better.')).toBe('quote');
    expect(kinds.get('Monday')).toBe('tableCell');
    expect(kinds.get('Walk daily')).toBe('caption');
    expect(kinds.get('A person walking')).toBe('altText');
    expect(kinds.get('Stand up.')).toBe('step');
    expect(kinds.get('May I run?')).toBe('faqQuestion');
    expect(kinds.get('Yes, slowly.')).toBe('faqAnswer');
    expect(kinds.get('Ask first.')).toBe('warning');
    expect(kinds.get('Book a visit')).toBe('callToAction');
    expect(kinds.get('We can help.')).toBe('callToAction');
    expect(kinds.get('Ana ran again.')).toBe('patientStory');
  });

  it('gives positions at which ProseMirror finds the same text', () => {
    const node = toProseMirror(content.document);
    for (const { text, pos, attribute } of blocks) {
      if (attribute) expect(node.nodeAt(pos)?.attrs[attribute]).toBe(text);
      else expect(node.textBetween(pos, pos + text.length, '\n', '\n')).toBe(text);
    }
  });

  it('gives paths that lead to the block', () => {
    for (const { path, text, attribute } of blocks) {
      const found = path
        .split(/[.[\]]+/)
        .filter(Boolean)
        .reduce<unknown>((value, key) => (value as Record<string, unknown>)[key], content);
      if (attribute) expect(found).toBe(text);
      else expect(found).toHaveProperty('type');
    }
  });

  it('tells a line of links from a sentence with a link', () => {
    const kinds = extractBlocks(
      b.content(b.doc(b.p(b.link('/a', 'Read this')), b.p('See ', b.link('/a', 'this'), '.'))),
    );
    expect(kinds.map(({ kind }) => kind)).toEqual(['link', 'paragraph']);
    expect(kinds[1]!.links).toEqual([{ from: 4, to: 8, href: '/a' }]);
  });
});

describe('what a content uses', () => {
  it('is named once each', () => {
    const block = b.safetyBlock('lbp', 2, 'a'.repeat(64));
    const content = b.content(
      b.doc(
        b.image({ mediaId: 'm' }),
        b.exercise('E', { mediaId: 'm' }),
        block,
        block,
        b.p(b.link('/a', 'x')),
        b.callToAction({ href: '/b' }, 'y'),
      ),
    );
    expect(usesOf(content)).toEqual({
      mediaIds: ['m'],
      pieces: [{ type: 'safetyBlock', blockId: 'lbp', version: 2, contentHash: 'a'.repeat(64) }],
      links: ['/a', '/b'],
    });
  });
});

describe('splitting sentences', () => {
  it.each<[string, string[]]>([
    ['One. Two! Three? Four', ['One.', 'Two!', 'Three?', 'Four']],
    ['See Dr. Smith, e.g. Monday. Then rest.', ['See Dr. Smith, e.g. Monday.', 'Then rest.']],
    ['Walk 3.5 km. Rest 2 min. between sets.', ['Walk 3.5 km.', 'Rest 2 min. between sets.']],
    ['Yes….and no.', ['Yes….and no.']],
    ['He said “stop.” Then he left.', ['He said “stop.”', 'Then he left.']],
    ['Wait... what? No. 5 hurts.', ['Wait... what?', 'No.', '5 hurts.']],
    ['J. Doe and I. Walk.', ['J. Doe and I.', 'Walk.']],
    ['  - \u2014 ', []],
    ['立ってください。歩いてください。', ['立ってください。', '歩いてください。']],
  ])('splits %p', (text, expected) => expect(sentences(text)).toEqual(expected));

  it('gives sentences with their place and a teaser of paragraphs only', () => {
    const content = b.content(
      b.doc(b.h(2, 'Head. Line'), b.p('One. Two.'), b.ul('Item.'), b.p('Three.', b.br(), 'Four.')),
    );
    expect(extractSentences(content)[3]).toEqual({ blockIndex: 1, kind: 'paragraph', from: 5, to: 9, text: 'Two.' });
    expect(firstSentences(content, 3)).toBe('One. Two. Three.');
    expect(firstSentences(content, 0)).toBe('');
  });
});
