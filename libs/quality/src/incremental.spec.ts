import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type ArticleContent, build as b, extractBlocks, parseContent } from '#document';
import { arbitraryContent } from '../../document/src/arbitrary.fixture.js';
import { CHECKS } from './all-checks.js';
import type { CheckContext } from './check.js';
import { findingsOf } from './findings-of.js';
import { sentencesIn } from './passages.js';
import { readabilityOf } from './readability/readability.js';
import { incrementalChecks, runChecks } from './run-checks.js';

const SEED = 20_261;
const context: CheckContext = { year: 2026, origin: { rightsUnknown: true, bylineMissing: true } };

/** Contents that give the checks something to find, block by block. */
const BLOCKS = [
  b.p('Utilize a chair. It has been shown to help. We guarantee that you will be pain-free.'),
  b.p('See a doctor if it persists. Write to ann@clinic.example.'),
  b.ul('Try planks and squats.', 'Do what the red text says.', 'Stretch the calf  ,often.'),
  b.p('See ', b.link('/x', 'here'), '. Our patient Mary Holm, a 40-year-old woman, ran again.'),
  b.image({ src: '/a.png' }),
  b.table([], ['a', 'b']),
  b.exercise('Bridge', {}, 'Lie down.'),
  b.h(4, 'A level too deep'),
  b.p('The knee was treated by'),
  b.ul('1', '2', '3', '4', '5', '6', '7', '8'),
];

const anArticle = fc.array(fc.constantFrom(...BLOCKS), { minLength: 1, maxLength: 8 });

function contentOf(blocks: typeof BLOCKS): ArticleContent {
  return JSON.parse(JSON.stringify(b.content(b.doc(...blocks), { title: 'Pain', locale: 'en' }))) as ArticleContent;
}

describe('checks while somebody writes', () => {
  it('find what a fresh look finds, after every edit', () => {
    fc.assert(
      fc.property(fc.array(anArticle, { minLength: 1, maxLength: 5 }), (states) => {
        const check = incrementalChecks();
        for (const state of states)
          expect(check(contentOf(state), context)).toEqual(runChecks(contentOf(state), context));
      }),
      { numRuns: 60, seed: SEED },
    );
  });

  it('begin anew with another language or another knowledge', () => {
    const check = incrementalChecks();
    const english = contentOf(BLOCKS);
    const spanish = { ...english, locale: 'es' };
    for (const [content, known] of [
      [english, context],
      [spanish, context],
      [english, { ...context, origin: undefined }],
      [english, context],
    ] as const) {
      expect(check(content, known)).toEqual(runChecks(content, known));
    }
  });

  it('look at a block alone only where its neighbours change nothing', () => {
    const whole = (content: ArticleContent) => {
      const blocks = extractBlocks(content);
      const sentences = sentencesIn(blocks);
      return { content, blocks, sentences, context, readability: readabilityOf(blocks, content.locale) };
    };
    const bySaying = (all: { path: string; key: string; from?: number }[]) =>
      all.map(({ path, key, from }) => `${path} ${key} ${from}`).sort();
    const agree = (content: ArticleContent) => {
      const { findings } = runChecks(content, context);
      for (const check of CHECKS.filter(({ perBlock }) => perBlock)) {
        const alone = findings.filter(({ checkId }) => checkId === check.id);
        expect(bySaying(alone)).toEqual(bySaying(findingsOf(check, whole(content))));
      }
    };
    fc.assert(
      fc.property(anArticle, (blocks) => agree(contentOf(blocks))),
      { numRuns: 60, seed: SEED },
    );
    fc.assert(
      fc.property(arbitraryContent, (raw) => {
        const content = parseContent(raw);
        if (!('code' in content)) agree(content);
      }),
      { numRuns: 60, seed: SEED },
    );
  });

  it('do a small part of the work when one block of a long article changed', () => {
    const long = Array.from({ length: 300 }, (_, n) =>
      b.p(`Utilize chair ${n}. Walk for ${n} minutes, then rest well.`),
    );
    const check = incrementalChecks();
    const used = (work: () => void) => {
      const began = process.cpuUsage();
      work();
      return process.cpuUsage(began).user;
    };
    for (let n = 0; n < 3; n += 1) runChecks(contentOf(long));
    const fresh = used(() => {
      for (let n = 0; n < 8; n += 1) runChecks(contentOf(long));
    });
    check(contentOf(long));
    const again = used(() => {
      for (let n = 0; n < 8; n += 1) check(contentOf([...long.slice(1), b.p(`Walk ${n} minutes.`)]));
    });
    expect(again).toBeLessThan(fresh);
  });
});
