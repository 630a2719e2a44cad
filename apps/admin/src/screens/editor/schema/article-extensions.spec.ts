import { describe, expect, it } from '@jest/globals';
import { getSchemaByResolvedExtensions } from '@tiptap/core';
import { Node } from '@tiptap/pm/model';
import fc from 'fast-check';
import { articleSchema, canonicalContent, fromProseMirror, parseContent } from '#document';
import { arbitraryContent } from '../../../../../../libs/document/src/arbitrary.fixture.js';
import { articleExtensions, editorSchemaSpec } from './article-extensions';

const SEED = 20261122;
const schema = getSchemaByResolvedExtensions(articleExtensions(), undefined, editorSchemaSpec);

const shapeOf = ({ nodes, marks }: typeof articleSchema) => ({
  nodes: Object.values(nodes).map(({ name, spec, isAtom, isInline, isLeaf }) => ({
    name,
    content: spec.content,
    group: spec.group,
    flags: [isAtom, isInline, isLeaf, spec.defining, spec.isolating, spec.selectable],
    attrs: Object.entries(spec.attrs ?? {}).map(([attr, it]) => [attr, Object.hasOwn(it, 'default'), it.default]),
  })),
  marks: Object.values(marks).map(({ name, spec }) => ({
    name,
    excludes: spec.excludes,
    inclusive: spec.inclusive,
    attrs: Object.entries(spec.attrs ?? {}).map(([attr, it]) => [attr, Object.hasOwn(it, 'default'), it.default]),
  })),
});

const accepts = (document: unknown): boolean => {
  try {
    Node.fromJSON(schema, document).check();
    return true;
  } catch {
    return false;
  }
};

describe('the schema of the editor', () => {
  it('has the structure of the article, block by block and mark by mark', () => {
    expect(shapeOf(schema)).toEqual(shapeOf(articleSchema));
  });

  it('takes every valid document and gives it back unchanged', () => {
    fc.assert(
      fc.property(arbitraryContent, (content) => {
        const { document } = canonicalContent(content);
        const node = Node.fromJSON(schema, document);
        node.check();
        expect(fromProseMirror(node)).toEqual(document);
      }),
      { seed: SEED, numRuns: 150 },
    );
  });

  it('refuses what the article refuses', () => {
    const broken = fc
      .tuple(arbitraryContent, fc.nat(), fc.constantFrom('type', 'level', 'empty'))
      .map(([content, at, how]) => {
        const blocks = [...(content.document.content ?? [])];
        const place = at % blocks.length;
        const block = blocks[place]!;
        blocks[place] =
          how === 'type'
            ? { ...block, type: 'faqItem' }
            : how === 'level'
              ? { ...block, attrs: { ...block.attrs, level: 9, name: '', kind: 'none', alt: '' } }
              : { ...block, content: [] };
        return { ...content, document: { type: 'doc', content: blocks } };
      });
    fc.assert(
      fc.property(broken, (content) => {
        if (!accepts(content.document)) return;
        // What only the article's own reading knows, such as a name that is no attribute, is not the schema's to refuse.
        const parsed = parseContent(content);
        if ('code' in parsed) expect(parsed.message).toMatch(/attribute/i);
      }),
      { seed: SEED, numRuns: 150 },
    );
  });
});
