import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { arbitraryContent } from '../arbitrary.fixture.js';
import { build as b } from '../build.js';
import { extractBlocks } from '../extract/extract-blocks.js';
import { sampleContent } from '../sample.fixture.js';
import type { DocumentNode } from '../types.js';
import { renderText } from './render-text.js';

const text = (...blocks: DocumentNode[]) => renderText(b.content(b.doc(...blocks)));

/** The texts of the body one by one, so that a word in two marks is two pieces here. */
function pieces(node: DocumentNode): string[] {
  return node.type === 'text' ? [node.text!] : (node.content ?? []).flatMap(pieces);
}

describe('plain text', () => {
  it('holds every word that a reader sees', () => {
    fc.assert(
      fc.property(arbitraryContent, (content) => {
        const rendered = renderText(content, { withTitle: true });
        const inAttributes = extractBlocks(content).filter(({ attribute }) => attribute && attribute !== 'alt');
        const seen = [
          content.title,
          content.summary,
          ...pieces(content.document),
          ...inAttributes.map((block) => block.text),
          ...content.references.map(({ title }) => title),
        ];
        for (const word of seen.flatMap((piece) => piece.split(/[ \n\t\u2028]+/))) expect(rendered).toContain(word);
      }),
      { numRuns: 150 },
    );
  });

  it('never has two blank lines, nor a blank edge', () => {
    fc.assert(
      fc.property(arbitraryContent, (content) => {
        const rendered = renderText({ ...content, references: [] });
        expect(rendered).toBe(rendered.trim());
        expect(rendered).not.toMatch(/\n[> ]*\n[> ]*\n[> ]*\n/);
      }),
      { numRuns: 150 },
    );
  });

  it('is written to be read', () => {
    expect(renderText(sampleContent(), { emergencyNumber: '911', withTitle: true })).toMatchSnapshot();
  });

  it.each<[string, DocumentNode[], string]>([
    [
      'a link as text and address',
      [b.p('See ', b.link('https://a.example', 'this', b.strong(' page')), '.')],
      'See this page (https://a.example).',
    ],
    ['a bare address once', [b.p(b.link('https://a.example', 'https://a.example'))], 'https://a.example'],
    ['a telephone number without its scheme', [b.p(b.link('tel:911', 'Call us'))], 'Call us (911)'],
    ['a term with its meaning', [b.p('A ', b.term('a joint', 'facet'), '.')], 'A facet (a joint).'],
    ['a nested list', [b.ul('A', ['B', b.ol('C', 'D')])], '- A\n- B\n  1. C\n  2. D'],
    ['a list item of two paragraphs', [b.olFrom(9, ['A', 'B'])], '9. A\n\n   B'],
    ['a hard break', [b.p('A', b.br(), 'B')], 'A\nB'],
    ['odd white space', [b.p('A \n\t B')], 'A B'],
    ['a quote of two paragraphs', [b.quote('A', 'B')], '> A\n>\n> B'],
    ['a decorative picture', [b.image({ src: '/a.png', decorative: true }), b.p('x')], 'x'],
    ['an empty paragraph', [b.p(), b.p('x'), b.p(' ')], 'x'],
  ])('shows %s', (_name, blocks, expected) => expect(text(...blocks)).toBe(expected));
});
