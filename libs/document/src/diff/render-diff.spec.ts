import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import sanitizeHtml from 'sanitize-html';
import { arbitraryContent } from '../arbitrary.fixture.js';
import { build as b } from '../build.js';
import type { DocumentNode } from '../types.js';
import { renderDiffHtml } from './render-diff-html.js';
import { renderDiffText } from './render-diff-text.js';

const of = (...blocks: DocumentNode[]) => b.content(b.doc(...blocks), { title: 'T' });
const [A, B, C] = [b.p('Walk each day for ten minutes.'), b.p('Rest at night.'), b.h(2, 'When to call us')];
const A2 = b.p('Walk each day for twenty minutes.');

describe('a difference as text', () => {
  it('says nothing changed, and only that', () => {
    expect(renderDiffText(of(A, B), of(A, B))).toBe('Nothing changed.');
  });

  it('marks words, whole blocks and moves, and counts what is the same', () => {
    expect(
      renderDiffText(of(A, B, C), { ...of(C, A2, B, b.exercise('Tilt', { sets: 3 }, 'Lie down.')), title: 'U' }),
    ).toBe(
      [
        ...['~ title', '    [-T-]{+U+}'],
        ...['> heading (moved)', '    When to call us'],
        ...['~ paragraph', '    Walk each day for [-ten-]{+twenty+} minutes.'],
        '  (1 unchanged)',
        ...['+ exercise', '    Lie down.', '    (name: Tilt)', '    (sets: 3)'],
      ].join('\n'),
    );
    expect(renderDiffText(of(A, B), of(B))).toBe('- paragraph\n    Walk each day for ten minutes.\n  (1 unchanged)');
  });

  it('shows a changed dose and a changed reference', () => {
    const dose = (sets: number, year: number) => ({
      ...of(b.exercise('Tilt', { sets }, 'Lie down.')),
      references: [{ key: 'k', kind: 'guideline' as const, title: 'G', year }],
    });
    const text = renderDiffText(dose(2, 2020), dose(3, 2021));
    expect(text).toContain('(sets: 2 → 3)');
    expect(text).toContain('~ reference k\n    kind: guideline, title: G, year: [-2020-]{+2021+}');
  });
});

describe('a difference as HTML', () => {
  it('has ins and del with classes, and marks that can be read without colour', () => {
    const html = renderDiffHtml(of(A, B), of(A2, B));
    expect(html).toContain(
      '<del class="diff-del"><span class="diff-mark">[-</span>ten<span class="diff-mark">-]</span></del>',
    );
    expect(html).toContain('<ins class="diff-ins"><span class="diff-mark">{+</span>twenty');
    expect(html).toContain('<div class="diff-entry diff-kept"><p class="diff-text">Rest at night.</p></div>');
  });

  it('holds nothing but its own few elements, whatever the two texts are', () => {
    const allowed = new Set(['div', 'p', 'ul', 'li', 'ins', 'del', 'span', 'br']);
    fc.assert(
      fc.property(arbitraryContent, arbitraryContent, (before, after) => {
        const names: string[] = [];
        sanitizeHtml(renderDiffHtml(before, after), {
          allowedTags: false,
          allowVulnerableTags: true,
          allowedAttributes: false,
          onOpenTag: (tag, attributes) => {
            names.push(tag, ...Object.keys(attributes).map((name) => `@${name}`));
          },
        });
        expect(names).toContain('div');
        expect(names.filter((name) => name !== '@class' && !allowed.has(name))).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});
