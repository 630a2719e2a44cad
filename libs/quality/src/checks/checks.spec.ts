import { describe, expect, it } from '@jest/globals';
import { build as b, type DocumentNode, extractBlocks, type Reference } from '#document';
import { runChecks } from '../run-checks.js';
import { longSentences } from '../wording/long-sentences-check.js';

const SOURCE: Reference = { key: 'a', kind: 'guideline', title: 'A guideline' };

function found(code: string, blocks: DocumentNode[], head: Parameters<typeof b.content>[1] = {}) {
  return runChecks(b.content(b.doc(...blocks), head)).findings.filter((finding) => finding.code === code);
}

describe('the checks', () => {
  it('miss a title', () => {
    expect(found('TITLE_MISSING', [b.p('x')])).toMatchObject([
      { path: 'title', severity: 'block', checkId: 'title', checkVersion: 1 },
    ]);
    expect(found('TITLE_MISSING', [b.p('x')], { title: 'T' })).toEqual([]);
  });

  it('miss a citation, also when the references stand there uncited', () => {
    expect(found('CITATION_MISSING', [b.p('x')])).toMatchObject([{ path: 'references' }]);
    expect(found('CITATION_MISSING', [b.p('x')], { references: [SOURCE] })).toMatchObject([{ path: 'document' }]);
    expect(found('CITATION_MISSING', [b.ul(['x', b.ul(b.p(b.cite('a', 'y')))])], { references: [SOURCE] })).toEqual([]);
  });

  it('find a heading that skips a level', () => {
    const [finding, ...rest] = found('HEADING_ORDER', [b.h(2, 'A'), b.h(4, 'B'), b.h(3, 'C'), b.h(2, 'D')]);
    expect(finding).toMatchObject({ path: 'document.content[1]', blockIndex: 1, quote: 'B', severity: 'fix' });
    expect(rest).toEqual([]);
    expect(found('HEADING_ORDER', [b.h(3, 'A')])).toHaveLength(1);
  });

  it('find a picture without words, and the place of a picture that was lost', () => {
    const pictures = [
      b.image({ src: '/a.png' }),
      b.image({ src: '/b.png', decorative: true }),
      b.image({ mediaId: 'm', alt: 'x' }),
      b.image({ alt: 'gone' }),
    ];
    expect(found('ALT_TEXT_MISSING', pictures)).toMatchObject([{ path: 'document.content[0]' }]);
    expect(found('IMAGE_LOST', pictures)).toMatchObject([{ path: 'document.content[3]', quote: 'gone' }]);
  });

  it('find a list over seven items', () => {
    const items = Array.from({ length: 8 }, (_, n) => `Item ${n + 1}`);
    expect(found('LIST_TOO_LONG', [b.p('x'), b.ul(...items)])).toMatchObject([
      { path: 'document.content[1]', blockIndex: 1, quote: 'Item 1' },
    ]);
    expect(found('LIST_TOO_LONG', [b.ul(...items.slice(1)), b.table(['x'])])).toEqual([]);
  });

  it('find an article full of long sentences, and the place of each', () => {
    const long = (words: number) => `W${' word'.repeat(words - 1)}.`;
    const content = b.content(b.doc(b.h(2, long(40)), b.p(`Short. ${long(26)}`), b.p(long(30)), b.p(long(25))));
    expect(longSentences(extractBlocks(content))).toMatchObject([
      { blockIndex: 1, from: 7, to: 7 + long(26).length, words: 26 },
      { blockIndex: 2, from: 0, words: 30 },
    ]);
    const all = found('LONG_SENTENCES', [b.p(`Short. ${long(26)}`), b.p(long(30)), b.p(long(25))]);
    expect(all).toMatchObject([{ path: 'document.content[1]', blockIndex: 1, from: 0, severity: 'note' }]);
    expect(found('LONG_SENTENCES', [b.p(`Short. ${long(26)} Short. Short.`)])).toEqual([]);
    expect(found('LONG_SENTENCES', [b.contents()])).toEqual([]);
  });

  it('put the gravest first and give a quote that stands in its block', () => {
    const content = b.content(b.doc(b.h(3, 'A'), b.p('x')));
    const severities = runChecks(content).findings.map(({ severity }) => severity);
    expect(severities).toEqual([...severities].sort());
    expect(runChecks(content)).toEqual(runChecks(content));
  });
});
