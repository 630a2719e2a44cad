import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { buildASTSchema, parse } from 'graphql';
import { articleSchema, build as b, type DocumentNode, outline } from '#document';
import { projectPath } from '#platform';
import { blocksOf } from './blocks.js';

const article = (document: DocumentNode, shown?: DocumentNode) => ({
  ...{ locale: 'en', title: 'Walking', summary: 'Walk.', document, shown },
  outline: outline(b.content(document, { locale: 'en' })),
});

describe('the blocks of a body', () => {
  it('stand in reading order, with what each of them says', () => {
    const document = b.doc(
      b.p('Walk each day.'),
      b.redFlags({ urgency: 'now' }, 'You cannot feel your legs.'),
      b.h(2, 'How far'),
      b.olFrom(3, 'Ten minutes.', 'Then twenty.'),
      b.exercise('Bridge', { reps: 10 }, 'Lift your hips.'),
    );
    const blocks = blocksOf(article(document));
    expect(blocks).toMatchObject([
      { __typename: 'ParagraphBlock', text: 'Walk each day.', node: document.content![0] },
      { __typename: 'WarningBlock', kind: 'redFlags', urgency: 'now' },
      { __typename: 'HeadingBlock', level: 2, id: 's-how-far', text: 'How far' },
      { __typename: 'ListBlock', isOrdered: true, start: 3, items: ['Ten minutes.', 'Then twenty.'] },
      { __typename: 'ExerciseBlock', exercise: { name: 'Bridge', reps: 10, instructions: 'Lift your hips.' } },
    ]);
    expect(blocks[1]!.text).toContain('You cannot feel your legs.');
  });

  it('of a shared piece stand in its place; one that was not kept is named', () => {
    const piece = { type: 'safetyBlock', attrs: { blockId: 'x', version: 1, contentHash: 'y' } };
    const document = b.doc(b.p('Before.'), piece);
    const shown = b.doc(b.p('Before.'), { ...piece, content: [b.redFlags({ urgency: 'today' }, 'Fever.')] });
    expect(blocksOf(article(document, shown)).map(({ __typename }) => __typename)).toEqual([
      'ParagraphBlock',
      'WarningBlock',
    ]);
    expect(blocksOf(article(document))[1]).toMatchObject({ __typename: 'OtherBlock', node: piece });
  });

  it('have a type of the public schema each, whatever block the document may have', () => {
    const sdl = readFileSync(projectPath('apps', 'api', 'src', 'delivery', 'delivery.graphql'), 'utf8');
    const known = buildASTSchema(parse(sdl), { assumeValidSDL: true });
    const kinds = Object.values(articleSchema.nodes).filter(({ spec }) => /\bblock\b/.test(spec.group ?? ''));
    expect(kinds.length).toBeGreaterThan(15);
    for (const { name } of kinds) {
      const [block] = blocksOf(article({ type: 'doc', content: [{ type: name, attrs: {}, content: [] }] }));
      expect(known.getType(block!.__typename)?.astNode).toMatchObject({ interfaces: [{ name: { value: 'Block' } }] });
    }
  });
});
