import fc from 'fast-check';
import { build as b } from './build.js';
import type { ArticleContent, AttributeValue, DocumentMark, DocumentNode } from './types.js';

/** What people try to smuggle in, and the characters in which it breaks out. */
export const HOSTILE = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  '</p><svg/onload=alert(1)>',
  '&lt;script&gt;',
  '<!--',
  ']]>',
  '`alert(1)`',
  '\u2028</style>',
  '&#106;avascript:alert(1)',
];

const word = fc.oneof(
  { weight: 6, arbitrary: fc.stringMatching(/^[a-z]{1,8}$/) },
  { weight: 2, arbitrary: fc.constantFrom(...HOSTILE) },
  { weight: 1, arbitrary: fc.constantFrom('é', 'e\u0301', 'niño', '背中', '𝒳', 'Å', '\u212b', '10.5', 'M&S') },
);
const words = fc.array(word, { minLength: 1, maxLength: 5 }).map((list) => list.join(' '));
const line = words.map((text) => text.slice(0, 150));
const REFERENCES = ['one', 'two', 'three'];

const href = fc.oneof(
  fc.constantFrom('/a', 'https://a.example/?q=1&r=2', 'mailto:a@b.example', 'tel:911'),
  fc.webUrl({ withQueryParameters: true }),
);
const mark: fc.Arbitrary<DocumentMark> = fc.oneof(
  fc.constantFrom<DocumentMark>({ type: 'strong' }, { type: 'em' }),
  href.map((value) => ({ type: 'link', attrs: { href: value } })),
  line.map((definition) => ({ type: 'glossaryTerm', attrs: { definition } })),
  fc.constantFrom(...REFERENCES).map((referenceKey) => ({ type: 'citation', attrs: { referenceKey } })),
);
const sameMark = (a: DocumentMark, c: DocumentMark) =>
  a.type === c.type && (a.type !== 'citation' || a.attrs?.referenceKey === c.attrs?.referenceKey);
const marks = fc.uniqueArray(mark, { maxLength: 3, comparator: sameMark });

const inline = fc.array(
  fc.oneof(
    { weight: 9, arbitrary: fc.record({ type: fc.constant('text'), text: words, marks }) },
    { weight: 1, arbitrary: fc.constant<DocumentNode>({ type: 'hardBreak' }) },
  ),
  { maxLength: 4 },
);
const p = inline.map((nodes) => b.p(nodes));
const list = fc
  .array(fc.tuple(p, fc.option(p)), { minLength: 1, maxLength: 3 })
  .map((items) => b.ul(...items.map(([first, nested]) => (nested ? [first, b.ol(nested)] : first))));
const prose = fc.array(fc.oneof(p, list), { minLength: 1, maxLength: 3 });
const maybe = <T extends AttributeValue>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
const dose = fc.record({
  sets: maybe(fc.integer({ min: 1, max: 9 })),
  reps: maybe(line.map((text) => text.slice(0, 40))),
  stopRule: maybe(line),
  easier: maybe(line),
});

const block: fc.Arbitrary<DocumentNode> = fc.oneof(
  p,
  list,
  fc.tuple(fc.constantFrom<2 | 3 | 4>(2, 3, 4), inline).map(([level, nodes]) => b.h(level, nodes)),
  prose.map((nodes) => b.quote(...nodes)),
  fc.tuple(p, p, fc.integer({ min: 1, max: 3 })).map(([a, c, colspan]) => {
    const table = b.table([a], [c]);
    const [head, row] = table.content!;
    return { ...table, content: [head!, { ...row!, content: [{ ...row!.content![0]!, attrs: { colspan } }] }] };
  }),
  fc
    .record({ alt: line, caption: maybe(line), credit: maybe(line), decorative: fc.boolean(), src: maybe(fc.webUrl()) })
    .map(b.image),
  line.map((title) => b.video('https://v.example/1', title)),
  p.map((node) => b.keyMessage(node)),
  fc.array(p, { minLength: 1, maxLength: 3 }).map((items) => b.steps(...items)),
  fc.tuple(line, dose, p).map(([name, attrs, node]) => b.exercise(name, attrs, node)),
  fc.tuple(inline, prose).map(([question, answer]) => b.faq({ question, answer })),
  fc
    .tuple(prose, maybe(line), fc.constantFrom<'now' | 'soon'>('now', 'soon'))
    .map(([nodes, title, urgency]) => b.redFlags({ title, urgency }, ...nodes)),
  fc.tuple(prose, maybe(line)).map(([nodes, title]) => b.caution({ title }, ...nodes)),
  fc.constant(b.safetyBlock('lbp', 2, 'a'.repeat(64))),
  fc.constant(b.sharedExercise('tilt', 1, 'b'.repeat(64))),
  fc.tuple(line, href, p).map(([label, target, node]) => b.callToAction({ label, href: target }, node)),
  prose.map((nodes) => b.story('consented', ...nodes)),
  fc.constant(b.contents()),
);

/** Valid contents, full of text that wants to be markup. */
export const arbitraryContent: fc.Arbitrary<ArticleContent> = fc
  .record({
    title: line,
    summary: line,
    blocks: fc.array(block, { minLength: 1, maxLength: 8 }),
    source: line,
    doi: fc.constantFrom('10.1000/a"><script>', '10.2519/jospt.2021.0304'),
  })
  .map(({ title, summary, blocks, source, doi }) =>
    b.content(b.doc(...blocks), {
      title,
      summary,
      references: [
        { key: 'one', kind: 'doi', doi, title, source },
        { key: 'two', kind: 'web', url: 'https://a.example/?a=1&b=2', title },
        { key: 'three', kind: 'pmid', pmid: '34719942', title, year: 2021, grade: 'A' },
      ],
    }),
  );
