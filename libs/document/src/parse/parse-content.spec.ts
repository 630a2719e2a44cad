import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isRefusal } from '#kernel';
import { arbitraryContent } from '../arbitrary.fixture.js';
import { build as b } from '../build.js';
import { canonicalJson } from '../canonical/canonical-json.js';
import { toProseMirror } from '../prosemirror.js';
import { DocumentTooLarge, InvalidDocument } from '../refusals.js';
import { sampleContent } from '../sample.fixture.js';
import type { DocumentNode } from '../types.js';
import { parseContent } from './parse-content.js';

function refused(document: unknown, head: Record<string, unknown> = {}): InvalidDocument {
  const answer = parseContent({ locale: 'en', title: 'T', document, ...head });
  if (answer instanceof InvalidDocument) return answer;
  throw new Error(`not refused: ${JSON.stringify(answer)}`);
}

const paragraph = (text: string) => ({ type: 'paragraph', content: [{ type: 'text', text }] });
const doc = (...content: unknown[]) => ({ type: 'doc', content });

describe('parsing a content', () => {
  it('accepts every block and every mark, and answers in a form that parses to itself', () => {
    const parsed = parseContent(sampleContent());
    expect(parsed).toHaveProperty('document.type', 'doc');
    expect(parseContent(JSON.parse(JSON.stringify(parsed)))).toEqual(parsed);
  });

  it('fills an absent summary and absent references, and writes the locale in its canonical form', () => {
    const parsed = parseContent({ locale: 'en-us', title: '', document: doc(paragraph('x')) });
    expect(parsed).toMatchObject({ locale: 'en-US', summary: '', references: [] });
  });

  it.each<[string, unknown, string]>([
    ['an unknown block', doc({ type: 'script' }), 'document.content[0].type'],
    ['a block named like a method', doc({ type: 'constructor' }), 'document.content[0].type'],
    ['an unknown attribute', doc({ ...paragraph('x'), attrs: { onclick: 'x' } }), 'document.content[0].attrs.onclick'],
    [
      'a prototype as attribute',
      doc(JSON.parse('{"type":"paragraph","attrs":{"__proto__":1}}')),
      'document.content[0].attrs.__proto__',
    ],
    ['an unknown key', doc({ ...paragraph('x'), id: 1 }), 'document.content[0].id'],
    ['a heading of level 1', doc({ type: 'heading', attrs: { level: 1 } }), 'document.content[0].attrs.level'],
    ['a heading without level', doc({ type: 'heading' }), 'document.content[0].attrs.level'],
    ['a text outside a paragraph', doc({ type: 'text', text: 'x' }), 'document.content[0]'],
    ['a list without items', doc({ type: 'bulletList' }), 'document.content[0].content'],
    ['a heading inside a warning', doc(b.redFlags({}, b.h(2, 'x'))), 'document.content[0].content[0]'],
    ['an empty document', doc(), 'document.content'],
    ['an empty text', doc(paragraph('')), 'document.content[0].content[0].text'],
    ['NUL in a text', doc(paragraph('a\u0000b')), 'document.content[0].content[0].text'],
    ['half a character', doc(paragraph('a\ud800b')), 'document.content[0].content[0].text'],
    ['marks on a block', doc({ ...paragraph('x'), marks: [{ type: 'em' }] }), 'document.content[0].marks'],
    [
      'an unknown mark',
      doc(b.p({ type: 'text', text: 'x', marks: [{ type: 'blink' }] })),
      'document.content[0].content[0].marks[0].type',
    ],
    ['two links on one text', doc(b.p(b.link('/a', b.link('/b', 'x')))), 'document.content[0].content[0].marks[1]'],
    [
      'a citation without reference',
      doc(b.p(b.cite('nobody', 'x'))),
      'document.content[0].content[0].marks[0].attrs.referenceKey',
    ],
    ['a document that is text', 'hello', 'document.type'],
    ['a document that is a list', [], 'document.type'],
  ])('refuses %s and says where', (_name, document, path) => {
    const refusal = refused(document);
    expect(refusal.code).toBe('INVALID_DOCUMENT');
    expect(refusal.path).toBe(path);
    expect(refusal.message).toMatch(/\.$/);
  });

  it.each([
    'javascript:alert(1)',
    ' javascript:alert(1)',
    'java\tscript:x',
    'JaVaScRiPt:x',
    'data:text/html,x',
    'vbscript:x',
    '//evil.example',
    '/\\evil.example',
    'http:evil',
    'https://user:pw@host/',
    'https://a b/',
    'x',
    '',
    '#a',
    5,
  ])('refuses the address %p', (href) => {
    expect(
      refused(doc(b.p({ type: 'text', text: 'x', marks: [{ type: 'link', attrs: { href: href as string } }] }))),
    ).toHaveProperty('path', 'document.content[0].content[0].marks[0].attrs.href');
  });

  it.each(['https://a.example/x?y=1#z', 'http://a.example', '/path', 'mailto:a@b.example', 'tel:+1-555-0100'])(
    'accepts the address %p',
    (href) => expect(parseContent(b.content(b.doc(b.p(b.link(href, 'x')))))).toHaveProperty('document'),
  );

  it.each<[string, Record<string, unknown>, string]>([
    ['a locale that is none', { locale: 'english!' }, 'locale'],
    ['a missing title', { title: undefined }, 'title'],
    ['a long title', { title: 'x'.repeat(201) }, 'title'],
    ['a long summary', { summary: 'x'.repeat(501) }, 'summary'],
    ['an unknown field', { html: '<p>' }, 'html'],
    ['references that are no list', { references: {} }, 'references'],
    ['a reference without title', { references: [{ key: 'a', kind: 'guideline' }] }, 'references[0].title'],
    [
      'a PubMed reference without number',
      { references: [{ key: 'a', kind: 'pmid', title: 'x' }] },
      'references[0].pmid',
    ],
    [
      'two references with one key',
      { references: ['', ''].map(() => ({ key: 'a', kind: 'guideline', title: 'x' })) },
      'references[1].key',
    ],
    [
      'a web reference to a script',
      { references: [{ key: 'a', kind: 'web', title: 'x', url: 'javascript:x' }] },
      'references[0].url',
    ],
  ])('refuses %s', (_name, head, path) => {
    expect(refused(doc(paragraph('x')), head).path).toBe(path);
  });

  it.each([undefined, null, 5, 'x', [], () => 1, new Map()])('refuses %p as content', (input) => {
    expect(parseContent(input)).toBeInstanceOf(InvalidDocument);
  });

  it('refuses a list of 100,000 items, 100,000 levels, a cycle and 10 MB without breaking', () => {
    const many = doc({ type: 'bulletList', content: Array.from({ length: 100_000 }, () => b.ul('x').content![0]) });
    let deep: DocumentNode = b.p('x');
    for (let level = 0; level < 100_000; level += 1) deep = b.quote(deep);
    const cycle: Record<string, unknown> = { type: 'doc' };
    cycle.content = [cycle];
    const limits = [many, doc(deep), cycle, doc(paragraph('x'.repeat(10_000_000)))].map((document) => {
      const answer = parseContent({ locale: 'en', title: 'T', document });
      return answer instanceof DocumentTooLarge ? answer.limit : answer;
    });
    expect(limits).toEqual(['nodes', 'depth', 'depth', 'bytes']);
  });

  it('answers anything at all without throwing', () => {
    const anything = fc.anything({
      withNullPrototype: true,
      withMap: true,
      withDate: true,
      withSparseArray: true,
      withBigInt: true,
    });
    const node = fc.record(
      {
        type: fc.oneof(anything, fc.constantFrom('doc', 'paragraph', 'text', 'heading')),
        attrs: anything,
        content: fc.oneof(anything, fc.array(anything)),
        marks: anything,
        text: anything,
      },
      { requiredKeys: [] },
    );
    const document = fc.oneof(
      anything,
      fc.array(node).map((content) => ({ type: 'doc', content })),
    );
    const content = fc.record(
      {
        locale: fc.oneof(anything, fc.constant('en')),
        title: fc.oneof(anything, fc.string()),
        summary: anything,
        document,
        references: fc.oneof(anything, fc.array(anything)),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.oneof(anything, content), (input) => {
        const answer = parseContent(input);
        expect(isRefusal(answer) || canonicalJson(answer) === canonicalJson(parseContent(answer))).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  it('accepts a document that an editor could hold, and ProseMirror holds what it accepts', () => {
    fc.assert(
      fc.property(arbitraryContent, (content) => {
        const parsed = parseContent(content);
        if (isRefusal(parsed)) throw new Error(parsed.message);
        expect(() => toProseMirror(parsed.document)).not.toThrow();
      }),
      { numRuns: 100 },
    );
  });

  it('counts the bytes of UTF-8, not the characters', () => {
    const answer = parseContent(b.content(b.doc(...Array.from({ length: 100 }, () => b.p('é'.repeat(11_000))))));
    expect(answer).toBeInstanceOf(DocumentTooLarge);
  });
});
