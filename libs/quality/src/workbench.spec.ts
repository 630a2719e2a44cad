import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { build as b, type DocumentNode, extractBlocks, parseContent, type Reference } from '#document';
import { arbitraryContent } from '../../document/src/arbitrary.fixture.js';
import type { CheckContext } from './check.js';
import { libraryEntry } from './library/library-entry.js';
import { spanishSyllablesOf } from './readability/count.js';
import { contentReadability } from './readability/readability.js';
import { runChecks } from './run-checks.js';
import { spellerOf } from './spelling/speller.js';

type Head = Parameters<typeof b.content>[1];
const found = (blocks: (DocumentNode | string)[], code: string, context: CheckContext = {}, head: Head = {}) =>
  runChecks(b.content(b.doc(...blocks), { title: 'T', ...head }), context).findings.filter((it) => it.code === code);

const KNOWN = new Set('walk every day the knees like it'.split(' '));
const speller = spellerOf(
  { correct: (word) => KNOWN.has(word.toLowerCase()) },
  new Set(['facet']),
  'test',
  'abcdefghijklmnopqrstuvwxyz',
);
const ORIGIN = { origin: { rightsUnknown: true, bylineMissing: true } };

describe('the workbench', () => {
  it.each<[string, string, string]>([
    ['CLAIM_GUARANTEE', 'We guarantee that you will be pain-free.', 'The pain may ease in some weeks.'],
    ['CLAIM_UNSUPPORTED', 'Tape has been shown to help.', 'Tape may help.'],
    ['CLAIM_UNSUPPORTED', 'About 80 % of runners get hurt.', 'Start at 80 % of your effort.'],
    ['CLAIM_ABSOLUTE', 'Stretching always works.', 'Never put ice on bare skin.'],
    ['CLAIM_CONTRADICTS_GUIDELINE', 'It is important to rest your back.', 'Long bed rest can leave you stiff.'],
    ['ESCALATION_VAGUE', 'See a doctor if it persists.', 'See a doctor if it persists for more than two weeks.'],
    ['DOSE_MISSING', 'Try planks and squats.', 'Try planks and squats: two sets of ten repetitions.'],
    ['PLAIN_WORDS', 'Utilize a chair.', 'Use a chair.'],
    ['PASSIVE_VOICE', 'The knee was injured by the fall and is treated here.', 'The fall hurt the knee.'],
    ['MEANING_BY_LOOKS', 'Do what the red text says.', 'Do what the warning says.'],
    ['PRIVATE_EMAIL', 'Write to ann@clinic.example for more.', 'Write to us.'],
    ['PRIVATE_PHONE', 'Ring (503) 555-0142 for more.', 'Ring 911 for help.'],
    ['PRIVATE_BIRTH_DATE', 'She was born on March 3, 1961 and ran.', 'She was born on a farm.'],
    ['PRIVATE_NAME', 'Our patient Mary Holm ran again.', 'Our patient ran again.'],
    ['PROMO_CONTENT', 'Our expert team can help you. Give us a call!', 'Call us if it comes with numbness.'],
  ])('%s: finds "%s" and lets "%s" pass', (code, bad, good) => {
    const [finding] = found([b.p(bad)], code);
    expect(finding?.key).toMatch(new RegExp(`^${code}-[0-9a-f]{16}$`));
    expect(found([b.p(good)], code)).toEqual([]);
  });

  it('takes a citation mark for a source, and a story block for its consent', () => {
    expect(found([b.p(b.cite('a', 'Tape has been shown to help'), '.')], 'CLAIM_UNSUPPORTED')).toEqual([]);
    const story = 'A 40-year-old man named Lou ran.';
    expect(found([b.p(story)], 'PATIENT_STORY_UNVERIFIED')).toHaveLength(1);
    expect(found([b.story('illustrative', story)], 'PATIENT_STORY_UNVERIFIED')).toEqual([]);
  });

  it('looks at links, tables, exercises and broken ends', () => {
    expect(found([b.p('See ', b.link('/x', 'here'), ' for more.')], 'LINK_TEXT_UNCLEAR')).toMatchObject([
      { quote: 'here' },
    ]);
    expect(found([b.table([], ['a', 'b'])], 'TABLE_HEADER_MISSING')).toHaveLength(1);
    expect(found([b.table(['Day', 'Walk'], ['a', 'b'])], 'TABLE_HEADER_MISSING')).toEqual([]);
    expect(found([b.exercise('Bridge', {}, 'Lie down.')], 'DOSE_MISSING')).toMatchObject([{ quote: 'Bridge' }]);
    expect(found([b.exercise('Bridge', { sets: 2 }, 'Lie down.')], 'DOSE_MISSING')).toEqual([]);
    expect(
      found([b.p('Walk.'), b.p('The doctor said that Mary should see a surgeon who')], 'TRUNCATED_TEXT'),
    ).toHaveLength(1);
  });

  it('judges sources by shape, age, retraction and grade', () => {
    const source: Reference = { key: 'a', kind: 'doi', doi: 'https://doi.org/10.1/x', title: 'A', year: 2001 };
    const codes = runChecks(b.content(b.doc(b.p('x')), { references: [source] }), {
      year: 2026,
      sources: new Map([['a', 'retracted' as const]]),
    }).findings.map(({ code }) => code);
    expect(codes).toEqual(
      expect.arrayContaining(['REFERENCE_MALFORMED', 'REFERENCE_OLD', 'REFERENCE_RETRACTED', 'REFERENCE_UNGRADED']),
    );
  });

  it('asks an imported text for author and rights, until a byline stands in it', () => {
    expect(found([b.p('x')], 'BYLINE_MISSING', ORIGIN)).toHaveLength(1);
    expect(found([b.p('Written by Ana Ruiz, DPT')], 'BYLINE_MISSING', ORIGIN)).toEqual([]);
    expect(found([b.p('x')], 'RIGHTS_UNKNOWN', ORIGIN)).toMatchObject([{ severity: 'block' }]);
    expect(found([b.p('x')], 'RIGHTS_UNKNOWN')).toEqual([]);
  });

  it('proposes a spelling and applies none', () => {
    expect(found([b.p('Walk every dayy.')], 'SPELLING', { speller })).toMatchObject([
      { quote: 'dayy', proposal: { kind: 'replace', options: ['day'] } },
    ]);
    expect(found([b.p('The knees like it, facet.')], 'SPELLING', { speller })).toEqual([]);
  });

  it('finds copies, near copies and contradictions in the library, and no copy where there is none', () => {
    const sentences = Array.from(
      { length: 40 },
      (_, n) => `Part ${n} of the knee number ${n * 7} bends with care ${n * 3}.`,
    );
    const text = b.content(b.doc(...sentences.map((one) => b.p(one))), { title: 'Knees', locale: 'en' });
    const changed = b.content(b.doc(...sentences.map((one, n) => b.p(n % 10 === 0 ? `It is so. ${one}` : one))), {
      locale: 'en',
    });
    const codesWith = (content: typeof text) =>
      runChecks(content, { library: [libraryEntry('1', text)] }).findings.map(({ code }) => code);
    expect(codesWith(text)).toContain('DUPLICATE_EXACT');
    expect(codesWith(changed)).toContain('DUPLICATE_NEAR');
    const yes = b.content(b.doc(b.p('Yes, jogging can cause knee pain in adults.')), { title: 'Yes', locale: 'en' });
    const library = [libraryEntry('1', yes)];
    expect(
      found(['Jogging does not cause knee pain, as far as we know.'], 'CLAIM_CONTRADICTS_LIBRARY', { library }),
    ).toHaveLength(1);
    expect(found(['Jogging may cause knee pain.'], 'CLAIM_CONTRADICTS_LIBRARY', { library })).toEqual([]);
  });

  it('says what red flags still lack for the topic', () => {
    const head = { title: 'Low back pain' };
    const signs = b.ul(
      'No control over your bladder',
      'Numbness around your genitals',
      'Weakness in both legs',
      'A fever',
      'A fall or after an accident',
    );
    const [finding] = found(
      [b.redFlags({ urgency: 'now' }, b.p('Call 911 now:'), signs)],
      'RED_FLAGS_INCOMPLETE',
      {},
      head,
    );
    expect(finding?.message).toMatch(/weight loss.*cancer/);
    expect(finding?.message).not.toMatch(/fever/);
  });

  it('reads Spanish by its own syllables and scale', () => {
    expect(
      ['camine', 'cada', 'día', 'rodilla', 'fisioterapeuta', 'cuidado', 'aéreo', 'guitarra'].map(spanishSyllablesOf),
    ).toEqual([3, 2, 2, 3, 6, 3, 4, 3]);
    // Camine(3) cada(2) día(2): 206.84 - 60 * 7/3 - 1.02 * 3.
    expect(contentReadability(b.content(b.doc(b.p('Camine cada día.')), { locale: 'es' })).fleschEase).toBeCloseTo(
      63.78,
      2,
    );
  });
});

describe('every check, over any valid content', () => {
  const context: CheckContext = {
    ...ORIGIN,
    speller,
    year: 2026,
    library: [libraryEntry('1', b.content(b.doc(b.p('Walk.'))))],
  };

  it('gives the same findings again, and quotes what stands at their place', () => {
    fc.assert(
      fc.property(arbitraryContent, (raw) => {
        const content = parseContent(raw);
        if ('code' in content) throw new Error(content.message);
        const { findings } = runChecks(content, context);
        expect(runChecks(content, context).findings).toEqual(findings);
        const blocks = extractBlocks(content);
        for (const { blockIndex, from, to, quote, message, key } of findings) {
          expect(message).toMatch(/^\p{Lu}[\s\S]*[.:]$/u);
          expect(key).not.toContain(' ');
          if (blockIndex !== undefined && from !== undefined)
            expect(blocks[blockIndex]!.text.slice(from, to)).toBe(quote);
        }
      }),
      { numRuns: 100, seed: 42 },
    );
  });

  it.each([
    'a',
    'a ',
    '. ',
    '!',
    ',,',
    'can cause ',
    'see a doctor ',
    '12-',
    '1 ',
    '"',
    '(',
    '@a.',
    'A.',
    'is done ',
    '\u00a0 ',
    'Mr. ',
  ])('stays linear on a long run of "%s"', (piece) => {
    const content = b.content(b.doc(b.p(`x${piece.repeat(60_000 / piece.length)}y`)), { title: 'T' });
    const began = process.cpuUsage();
    runChecks(content, context);
    expect(process.cpuUsage(began).user / 1_000).toBeLessThan(3_000);
  });
});
