import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isRefusal } from '#kernel';
import { arbitraryContent } from '../arbitrary.fixture.js';
import { build as b } from '../build.js';
import { canonicalContent } from '../canonical/canonical-content.js';
import { parseContent } from '../parse/parse-content.js';
import { fromProseMirror, toProseMirror } from '../prosemirror.js';
import { sampleContent } from '../sample.fixture.js';
import type { ArticleContent, Attributes, DocumentNode } from '../types.js';
import { translatableHash, translatableTexts } from './translatable.js';

const SEED = 20261122;
const options = { seed: SEED, numRuns: 150 };

function parsed(content: unknown): ArticleContent {
  const answer = parseContent(content);
  if (isRefusal(answer)) throw new Error(answer.message);
  return answer;
}

/** The content with every node passed through `change`. */
function mapped(content: ArticleContent, change: (node: DocumentNode) => DocumentNode): ArticleContent {
  const walk = (node: DocumentNode): DocumentNode => {
    const next = change(node);
    return next.content ? { ...next, content: next.content.map(walk) } : next;
  };
  return { ...content, document: walk(content.document) };
}

const withAttrs = (node: DocumentNode, attrs: Attributes): DocumentNode => ({
  ...node,
  attrs: { ...node.attrs, ...attrs },
});

/** Changes that leave a translator nothing to do. */
const NOTHING_TO_DO: Readonly<Record<string, (content: ArticleContent) => ArticleContent>> = {
  'a save without a change': (content) => canonicalContent(parsed(JSON.parse(JSON.stringify(content)))),
  'a round through the editor': (content) => ({
    ...content,
    document: fromProseMirror(toProseMirror(content.document)),
  }),
  'other pictures': (content) =>
    mapped(content, (node) =>
      node.type === 'image' ? withAttrs(node, { src: '/other.png', mediaId: 'other' }) : node,
    ),
  'other emphasis and links': (content) =>
    mapped(content, (node) => ({
      ...node,
      ...(node.marks ? { marks: node.marks.filter(({ type }) => type === 'glossaryTerm') } : {}),
    })),
  'other levels of headings': (content) =>
    mapped(content, (node) => (node.type === 'heading' ? withAttrs(node, { level: 4 }) : node)),
  'a newer version of the shared pieces': (content) =>
    mapped(content, (node) =>
      node.attrs?.blockId ? withAttrs(node, { version: 77, contentHash: 'f'.repeat(64) }) : node,
    ),
  'other sources': (content) => ({ ...content, references: [] }),
  'more white space': (content) =>
    mapped(content, (node) => (node.text ? { ...node, text: node.text.replaceAll(' ', '  ') } : node)),
};

describe(`what a translator must translate (seed ${SEED})`, () => {
  it.each(Object.entries(NOTHING_TO_DO))('is the same after %s', (_name, change) => {
    fc.assert(
      fc.property(arbitraryContent, (content) => {
        expect(translatableHash(change(parsed(content)))).toBe(translatableHash(content));
      }),
      options,
    );
  });

  it('changes with every word, wherever it stands', () => {
    fc.assert(
      fc.property(arbitraryContent, fc.nat(), (content, pick) => {
        const texts = translatableTexts(content).filter(
          ({ role }) => !['safetyBlock', 'sharedExercise'].includes(role),
        );
        const { path, role, text } = texts[pick % texts.length]!;
        const changed = worded(content, path, role, text);
        expect(translatableHash(changed)).not.toBe(translatableHash(content));
      }),
      options,
    );
  });

  it('sees doses, urgency, order, boxes, and a piece that came or went', () => {
    const hash = (...blocks: DocumentNode[]) => translatableHash(b.content(b.doc(...blocks)));
    const piece = b.safetyBlock('lbp', 1, 'a'.repeat(64));
    const different = [
      [b.exercise('Tilt', { sets: 3 }), b.exercise('Tilt', { sets: 2 })],
      [b.exercise('Tilt', { side: 'left' }), b.exercise('Tilt', { side: 'right' })],
      [b.exercise('Tilt', { holdSeconds: 5 }), b.exercise('Tilt', { restSeconds: 5 })],
      [b.redFlags({ urgency: 'today' }, 'A'), b.redFlags({ urgency: 'now' }, 'A')],
      [b.redFlags({}, 'Call now.'), b.story('illustrative', 'Call now.')],
      [b.keyMessage('Walk.'), b.p('Walk.')],
      [b.image({ src: '/a', alt: 'A' }), b.image({ src: '/a', caption: 'A' })],
      [piece, b.sharedExercise('lbp', 1, 'a'.repeat(64))],
      [piece, b.p('')],
    ] as const;
    for (const [before, after] of different) expect(hash(b.p('x'), before)).not.toBe(hash(b.p('x'), after));
    expect(hash(b.p('a'), b.p('b'))).not.toBe(hash(b.p('b'), b.p('a')));
    expect(hash(b.p('a b'))).not.toBe(hash(b.p('a'), b.p('b')));
    expect(hash(b.image({ decorative: true, alt: 'A' }))).toBe(hash(b.image({ decorative: true })));
  });

  it('names every text of the sample with its place', () => {
    const texts = translatableTexts(sampleContent());
    expect(texts.slice(0, 3).map(({ path }) => path)).toEqual(['title', 'summary', 'document.content[1]']);
    expect(texts.map(({ text }) => text)).toEqual(
      expect.arrayContaining([
        'a joint of the spine',
        'A person walking',
        '8 to 12',
        'May I run?',
        'Book a visit',
        'now',
      ]),
    );
  });
});

/** The content with one of its texts made longer. */
function worded(content: ArticleContent, path: string, role: string, text: string): ArticleContent {
  if (path === 'title' || path === 'summary') return { ...content, [path]: `${content[path]}x` };
  const steps = [...path.matchAll(/\[(\d+)\]/g)].map(([, index]) => Number(index));
  const walk = (node: DocumentNode, [step, ...rest]: number[]): DocumentNode => {
    if (step !== undefined) {
      return { ...node, content: node.content!.map((child, index) => (index === step ? walk(child, rest) : child)) };
    }
    if (path.includes('.attrs.')) return withAttrs(node, { [role]: `${String(node.attrs?.[role])}x` });
    if (role !== 'glossaryTerm') return { ...node, content: [...(node.content ?? []), { type: 'text', text: 'x' }] };
    const marks = (child: DocumentNode) =>
      child.marks?.map((mark) =>
        mark.type === 'glossaryTerm'
          ? { ...mark, attrs: { definition: `${text}${String(mark.attrs?.definition)}` } }
          : mark,
      );
    return {
      ...node,
      content: node.content!.map((child) => (child.marks ? { ...child, marks: marks(child) } : child)),
    };
  };
  return { ...content, document: walk(content.document, steps) };
}
