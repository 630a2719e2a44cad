import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isRefusal } from '#kernel';
import { arbitraryContent } from '../arbitrary.fixture.js';
import { build as b } from '../build.js';
import { parseContent } from '../parse/parse-content.js';
import { fromProseMirror, toProseMirror } from '../prosemirror.js';
import type { ArticleContent, Attributes, AttributeValue, DocumentNode } from '../types.js';
import { canonicalContent } from './canonical-content.js';
import { canonicalJson } from './canonical-json.js';
import { contentHash } from './content-hash.js';

const SEED = 20_261_122;

function parsed(content: unknown): ArticleContent {
  const answer = parseContent(content);
  if (isRefusal(answer)) throw new Error(`${answer.code}: ${answer.message} ${JSON.stringify(answer)}`);
  return answer;
}

/** The same value with every object's keys the other way round. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, member]) => [key, reversed(member)]),
  );
}

/** The same node as an editor may send it: texts in pieces, marks in another order, defaults and empty lists written out. */
function noisy(node: DocumentNode): DocumentNode {
  const marks = [...(node.marks ?? [])].reverse();
  if (node.type === 'text') return { ...node, marks, text: node.text!.normalize('NFD') };
  const content = (node.content ?? []).flatMap((child) => {
    const copy = noisy(child);
    const half = Math.floor((copy.text ?? '').search(/ /) + 1);
    if (copy.type !== 'text' || half <= 0 || half >= copy.text!.length) return [copy];
    return [
      { ...copy, text: copy.text!.slice(0, half) },
      { ...copy, text: copy.text!.slice(half) },
    ];
  });
  const attrs = { ...node.attrs, ...(node.type === 'orderedList' && !node.attrs?.start ? { start: 1 } : {}) };
  return { ...node, attrs, content, marks: [] };
}

/** Every text and number in a content, as paths. */
function leaves(value: unknown, path: (string | number)[] = []): (string | number)[][] {
  if (Array.isArray(value)) return value.flatMap((item, index) => leaves(item, [...path, index]));
  if (typeof value !== 'object' || value === null) return [path];
  return Object.entries(value).flatMap(([key, member]) => leaves(member, [...path, key]));
}

function changed(value: unknown, [step, ...rest]: (string | number)[]): unknown {
  if (step === undefined)
    return typeof value === 'string' ? `${value}x` : typeof value === 'number' ? value + 1 : !value;
  const copy = (Array.isArray(value) ? [...value] : { ...(value as object) }) as Record<string | number, unknown>;
  copy[step] = changed(copy[step], rest);
  return copy;
}

type Edit = (content: ArticleContent, pick: number) => ArticleContent;

/** The content with the text, or the block that `is` names, changed; the same content when there is none. */
function edited(content: ArticleContent, pick: number, is: string, edit: (node: DocumentNode) => DocumentNode) {
  const all = (node: DocumentNode): number =>
    Number(node.type === is) + (node.content ?? []).reduce((sum, child) => sum + all(child), 0);
  let left = pick % Math.max(1, all(content.document));
  const visit = (node: DocumentNode): DocumentNode => {
    if (node.type === is && left-- === 0) return edit(node);
    return node.content ? { ...node, content: node.content.map(visit) } : node;
  };
  return { ...content, document: visit(content.document) };
}

const without = (node: DocumentNode, type: string) => (node.marks ?? []).filter((mark) => mark.type !== type);
const toggled = (type: string, attrs?: Attributes): Edit => {
  const mark = attrs ? { type, attrs } : { type };
  return (content, pick) =>
    edited(content, pick, 'text', (node) => {
      const others = without(node, type);
      return { ...node, marks: others.length < (node.marks ?? []).length ? others : [...others, mark] };
    });
};
const setting = (block: string, name: string, values: readonly AttributeValue[]): Edit => {
  return (content, pick) =>
    edited(content, pick, block, (node) => {
      const value = values.find((it) => it !== (node.attrs?.[name] ?? null))!;
      return { ...node, attrs: { ...node.attrs, [name]: value } };
    });
};

/** Edits that a reader, a reviewer or a machine can tell, each by construction and not by the form that is hashed. */
const SEMANTIC: Readonly<Record<string, Edit>> = {
  emphasis: toggled('strong'),
  'a link': toggled('link', { href: '/elsewhere' }),
  'a citation': toggled('citation', { referenceKey: 'one' }),
  'an explained word': toggled('glossaryTerm', { definition: 'what it means' }),
  'the case of a text': (content, pick) =>
    edited(content, pick, 'text', (node) => ({
      ...node,
      text: node.text!.replace(/[a-z]/, (letter) => letter.toUpperCase()),
    })),
  'a blank': (content, pick) => edited(content, pick, 'text', (node) => ({ ...node, text: `\u00a0${node.text}` })),
  'a line break': (content, pick) =>
    edited(content, pick, 'paragraph', (node) => ({
      ...node,
      content: [...(node.content ?? []), { type: 'hardBreak' }],
    })),
  'a picture': setting('image', 'mediaId', ['one', 'two']),
  'the words of a picture': setting('image', 'alt', ['A knee', 'A hip']),
  'what a picture is for': setting('image', 'decorative', [true, false]),
  'a dose': setting('exercise', 'sets', [10, 11]),
  'a side': setting('exercise', 'side', ['left', 'right']),
  'an urgency': setting('warning', 'urgency', ['today', null]),
  'a version of a piece': setting('safetyBlock', 'version', [3]),
  'the text of a piece': setting('sharedExercise', 'contentHash', ['c'.repeat(64)]),
  'a consent': setting('patientStory', 'consent', ['illustrative']),
  'a level': setting('heading', 'level', [2, 3]),
  'a number to begin with': setting('orderedList', 'start', [7]),
  'a reference more': (content) => ({
    ...content,
    references: [...content.references, { key: 'four', kind: 'guideline', title: 'Four' }],
  }),
  'a grade': (content) => ({ ...content, references: content.references.map((it) => ({ ...it, grade: 'B' })) }),
  'a jurisdiction': (content) => ({
    ...content,
    references: content.references.map((it) => ({ ...it, jurisdiction: 'UK' })),
  }),
  'a language': (content) => ({ ...content, locale: 'es-MX' }),
  'title and summary': (content) => ({ ...content, title: `${content.title}.`, summary: content.title }),
};

describe(`the content hash (seed ${SEED})`, () => {
  it('is known for a known content', () => {
    const content = b.content(b.doc(b.p('Walk.')), { title: 'T' });
    const json =
      '{"document":{"content":[{"content":[{"text":"Walk.","type":"text"}],"type":"paragraph"}],"type":"doc"},"locale":"en-US","references":[],"schemaVersion":1,"summary":"","title":"T"}';
    expect(canonicalJson({ schemaVersion: 1, ...canonicalContent(content) })).toBe(json);
    // printf %s '<that text>' | sha256sum
    expect(contentHash(content)).toBe('430e3497ed74542b10e63ee0567f908300d94de2cd27a4cec935edb8385e641f');
  });

  it('does not see key order, split texts, mark order, decomposed characters, defaults or reference order', () => {
    fc.assert(
      fc.property(arbitraryContent, (content) => {
        const noise = reversed({
          ...content,
          references: [...content.references].reverse(),
          document: noisy(content.document),
        });
        expect(contentHash(parsed(noise))).toBe(contentHash(parsed(content)));
      }),
      { seed: SEED, numRuns: 150 },
    );
  });

  it('sees a change of any text, number or choice', () => {
    fc.assert(
      fc.property(arbitraryContent, fc.nat(), (content, pick) => {
        const original = parsed(content);
        const places = leaves(original);
        const edited = changed(original, places[pick % places.length]!) as ArticleContent;
        // A wrong locale has no canonical form; every other edit stays a content to be hashed.
        fc.pre(edited.locale === original.locale);
        expect(contentHash(edited)).not.toBe(contentHash(original));
      }),
      { seed: SEED, numRuns: 300 },
    );
  });

  it.each(Object.entries(SEMANTIC))('sees a change of %s', (_what, edit) => {
    let changes = 0;
    fc.assert(
      fc.property(arbitraryContent, fc.nat(), (content, pick) => {
        const next = edit(content, pick);
        if (canonicalJson(next) === canonicalJson(content)) return;
        changes += 1;
        expect(contentHash(parsed(next))).not.toBe(contentHash(parsed(content)));
      }),
      { seed: SEED, numRuns: 60 },
    );
    expect(changes).toBeGreaterThan(4);
  });

  it('sees a block that is removed or moved', () => {
    fc.assert(
      fc.property(arbitraryContent, (content) => {
        const original = parsed(content);
        const blocks = original.document.content ?? [];
        const without = { ...original, document: { ...original.document, content: blocks.slice(1) } };
        expect(contentHash(without)).not.toBe(contentHash(original));
        const swapped = { ...original, document: { ...original.document, content: [...blocks].reverse() } };
        const isSame = canonicalJson(swapped) === canonicalJson(original);
        expect(contentHash(swapped) === contentHash(original)).toBe(isSame);
      }),
      { seed: SEED, numRuns: 100 },
    );
  });

  it('sees the schema version', () => {
    const content = b.content(b.doc(b.p('x')));
    expect(contentHash(content, 1)).not.toBe(contentHash(content, 2));
  });
});

describe('the canonical form', () => {
  it('survives parsing, JSON and ProseMirror unchanged', () => {
    fc.assert(
      fc.property(arbitraryContent, (content) => {
        const once = parsed(content);
        expect(parsed(JSON.parse(JSON.stringify(once)))).toEqual(once);
        expect(fromProseMirror(toProseMirror(once.document))).toEqual(once.document);
      }),
      { seed: SEED, numRuns: 150 },
    );
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, () => 1, Symbol('x'), 1n, undefined])('refuses %p', (value) => {
    expect(() => canonicalJson(value)).toThrow(TypeError);
  });

  it('is what RFC 8785 asks of keys and numbers', () => {
    expect(canonicalJson({ b: [1, -0, 1e21, undefined], a: undefined, é: '\u0065\u0301' })).toBe(
      '{"b":[1,0,1e+21,null],"é":"é"}',
    );
  });
});
