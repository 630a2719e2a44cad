import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type DocumentNode, parseContent, textOf } from '#document';
import { outlineText, toContent } from './index.js';

const SHA = 'ab'.repeat(32);
const contentOf = (text: string) => toContent(outlineText(text), { locale: 'en-US', sha256: SHA });

/** The node at a path such as `content[1].content[0]`. */
function nodeAt(root: DocumentNode, path: string): DocumentNode | undefined {
  const steps = [...path.matchAll(/content\[(\d+)\]/g)].map((match) => Number(match[1]));
  return steps.reduce<DocumentNode | undefined>((node, at) => node?.content?.[at], root);
}

const TEXT = [
  'Kind Knees',
  'Knees like movement.',
  'What Helps Knees',
  'Start with these:',
  '• Walk: ten minutes a day.',
  '• Sit less.',
  'FAQ',
  'May I run?',
  'Yes, in short bouts.',
  'Read Also: Running Shoes',
  '- Stop when it hurts.',
  'Will it last?',
  'Conclusion',
  'Keep going.',
].join('\n');

describe('toContent', () => {
  it('builds a document that parses, with the blocks in order', () => {
    const { content, slug, displayTitle } = contentOf(TEXT);
    expect(parseContent(content)).not.toHaveProperty('code');
    expect(content.title).toBe('Kind Knees');
    expect([slug, displayTitle]).toEqual(['kind-knees', 'Kind Knees']);
    expect(content.document.content?.map(({ type }) => type)).toEqual([
      'paragraph',
      'heading',
      'paragraph',
      'bulletList',
      'heading',
      'faq',
      'paragraph',
      'heading',
      'paragraph',
    ]);
  });

  it('names the source line of every block, item and answer', () => {
    const { content, provenance, lifted } = contentOf(TEXT);
    const lines = TEXT.split('\n');
    for (const { path, fromLine, toLine } of provenance) {
      if (fromLine !== toLine || path === 'title') continue;
      const node = nodeAt(content.document, path) as DocumentNode;
      expect(lines[fromLine - 1]).toContain(textOf(node));
    }
    expect(provenance).toContainEqual({ path: 'content[3].content[1]', fromLine: 6, toLine: 6 });
    expect(provenance).toContainEqual({ path: 'content[5]', fromLine: 8, toLine: 11 });
    expect(lifted).toMatchObject([{ line: 10, as: 'relatedLink' }]);
  });

  it('makes up no title: the slug comes from the hash, or from the id that the scraper gave the file', () => {
    const untitled = contentOf('Only a sentence.');
    expect(untitled.content.title).toBe('');
    expect([untitled.slug, untitled.displayTitle]).toEqual([
      `untitled-${SHA.slice(0, 16)}`,
      `Untitled (${SHA.slice(0, 8)})`,
    ]);
    const named = toContent(outlineText('A sentence.'), {
      locale: 'en-US',
      sha256: SHA,
      fileName: '007_0123456789abcdef.txt',
    });
    expect(named.slug).toBe('untitled-0123456789abcdef');
  });

  it('proposes to move advertising and leaves it in the body until then', () => {
    const { content, proposals } = contentOf(
      'Hips hurt.\nWhy Us\nAt Blue Door Physio our team listens.\nRead Now: Our Story\nWe offer time.\nThe End Game\nWalk.',
    );
    expect(proposals).toEqual([{ to: 'callToAction', fromLine: 3, toLine: 5, paths: ['content[2]', 'content[3]'] }]);
    expect(textOf(content.document)).toContain('our team listens');
  });

  it('accounts for every line of any text, and keeps its running text verbatim', () => {
    const line = fc.oneof(
      fc.constantFrom(
        ...TEXT.split('\n'),
        '',
        'Related Posts',
        '1. First',
        '2. Second.',
        '- x',
        'Story 1:',
        '***',
        '•',
      ),
      fc.string({ maxLength: 60, unit: 'binary' }),
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 30 }), (lines) => {
        const outline = outlineText(lines.join('\n'));
        const { content, provenance, lifted } = toContent(outline, { locale: 'en', sha256: SHA });
        const inBody = provenance.filter(({ fromLine, toLine }) => fromLine === toLine).map(({ fromLine }) => fromLine);
        const accounted = new Set([...inBody, ...lifted.map((one) => one.line)]);
        expect([...accounted].sort((a, b) => a - b)).toEqual(outline.lines.map((one) => one.line));
        const words = textOf(content.document);
        for (const one of outline.lines)
          if (one.kind === 'paragraph') expect(words).toContain(one.text.replace(/[\v\f\uFFFE\uFFFF]/g, ' '));
      }),
      { numRuns: 300 },
    );
  });
});
