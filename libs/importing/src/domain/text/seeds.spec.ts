import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { spellerFor } from '#dictionaries';
import {
  DEFAULT_PATTERNS,
  type ImportReport,
  importReports,
  outlineText,
  readTextFile,
  rejoin,
  type TextFile,
} from './index.js';

// The articles have no known rights and stay outside the repository, beside it.
const FOLDER = fileURLToPath(new URL('../../../../../../shared/seeds/', import.meta.url));
const present = existsSync(FOLDER);
if (!present) console.warn(`SKIPPED: no seed articles in ${FOLDER}; the importer is only tested on its own texts.`);

const names = present
  ? readdirSync(FOLDER)
      .filter((name) => name.endsWith('.txt'))
      .sort()
  : [];
const read = (name: string): TextFile => ({ name, bytes: readFileSync(`${FOLDER}${name}`) });
const fileOf = (number: string) => read(names.find((name) => name.startsWith(number)) ?? '');

const speller = await spellerFor('en');
const reports = present ? (importReports(names.map(read), DEFAULT_PATTERNS, speller) as ImportReport[]) : [];
const reportOf = (number: string) => reports.find((report) => report.file.startsWith(number)) as ImportReport;
const linesWith = (number: string, code: string) =>
  reportOf(number)
    .findings.filter((finding) => finding.code === code)
    .map((finding) => finding.line);

/** Flesch-Kincaid grade of the reference, by file. */
const GRADES = { '000': 9.4, '001': 12.1, '002': 8.1, '003': 10.6, '004': 10.6 };

(present ? describe : describe.skip)('five real articles', () => {
  it.each(['000', '002', '003'])('gives the expected report for %s, key by key and in order', (number) => {
    const { readability: _, findings: __, ...report } = reportOf(number);
    const expected = JSON.parse(readFileSync(`${FOLDER}expected/${report.file.replace('.txt', '.json')}`, 'utf8'));
    expect(report).toEqual(expected);
    expect(Object.keys(report)).toEqual(Object.keys(expected));
  });

  it('loses no line of any file', () => {
    for (const name of names) {
      const text = readFileSync(`${FOLDER}${name}`, 'utf8');
      expect(rejoin(outlineText(text))).toEqual(text.split('\n').filter((line) => line.trim() !== ''));
    }
  });

  it('reads the outline of the two files without a printed expectation', () => {
    expect(reportOf('001').headings.map(({ level, line }) => [level, line])).toEqual([
      [2, 5],
      [2, 9],
      [2, 15],
      [2, 19],
    ]);
    expect(
      reportOf('004')
        .headings.filter(({ level }) => level === 2)
        .map(({ line }) => line),
    ).toEqual([6, 26, 48, 66]);
    expect(reportOf('004').headings).toHaveLength(16);
    expect(reportOf('004').imagePlaceholders.map(({ line }) => line)).toEqual([46]);
    expect(linesWith('004', 'SPELLING')).toEqual([10]);
  });

  it('stays within one grade of the reference, whatever the blank lines and bullets', () => {
    for (const [number, grade] of Object.entries(GRADES)) {
      const { fleschKincaidGrade } = reportOf(number).readability;
      expect(Math.abs(fleschKincaidGrade - grade)).toBeLessThanOrEqual(1);
      const text = new TextDecoder().decode(fileOf(number).bytes);
      for (const changed of [text.replace(/\n+/g, '\n'), text.replaceAll('•', '-'), text.replaceAll('•', '*')]) {
        const [again] = importReports([{ name: 'changed.txt', bytes: new TextEncoder().encode(changed) }]);
        expect(Math.abs((again as ImportReport).readability.fleschKincaidGrade - fleschKincaidGrade)).toBeLessThan(0.1);
      }
    }
  });

  it('finds the claims, doses and promises where a careful reader finds them', () => {
    expect(linesWith('003', 'CLAIM_GUARANTEE')).toEqual([13, 20, 24, 26]);
    expect(linesWith('003', 'PROMO_CONTENT')).toEqual([13, 17, 18, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29]);
    expect(linesWith('003', 'DISPARAGES_TREATMENT')).toEqual([24, 25]);
    expect(linesWith('002', 'CLAIM_UNSUPPORTED')).toEqual(expect.arrayContaining([33, 103, 107]));
    expect(linesWith('002', 'CLAIM_CONTRADICTS_GUIDELINE')).toEqual([23, 99]);
    expect(linesWith('002', 'PATIENT_STORY_UNVERIFIED')).toEqual([93, 103, 111]);
    expect(linesWith('000', 'CLAIM_UNSUPPORTED')).toEqual([11, 17, 27, 55]);
    expect(linesWith('000', 'ESCALATION_VAGUE')).toEqual([31, 51]);
    expect(linesWith('000', 'DOSE_MISSING')).toEqual([47]);
    expect(linesWith('004', 'DOSE_MISSING')).toContain(36);
  });

  it('quotes verbatim from the line it names', () => {
    for (const report of reports) {
      const raw = readFileSync(`${FOLDER}${report.file}`, 'utf8').split('\n');
      for (const { line, quote } of report.findings)
        if (line !== null) expect(raw[line - 1]?.replaceAll('\u00a0', ' ')).toContain(quote.replaceAll('\u00a0', ' '));
    }
  });

  it('is not fooled by sleep and by the title of a link, and accepts the block that says it', () => {
    for (const report of reports) expect(report.warnings).toContain('RED_FLAGS_MISSING');
    const block = [
      'When to Get Help',
      'Call 911 at once when you cannot control your bladder or bowels, or cannot pee.',
      'Call 911 at once for numbness around your genitals or buttocks, or weakness in both legs.',
      'See a doctor the same day after a fall, with a fever, or with unexplained weight loss.',
    ].join('\n');
    const before = reportOf('001');
    const bytes = new TextEncoder().encode(`${new TextDecoder().decode(fileOf('001').bytes)}\n${block}`);
    const after = importReports(
      [{ name: 'with-block.txt', bytes }, ...names.map(read)],
      DEFAULT_PATTERNS,
      speller,
    )[0] as ImportReport;
    expect(after.warnings).toEqual(before.warnings.filter((code) => code !== 'RED_FLAGS_MISSING'));
  });

  it('finds heavy repetition in one file only, and one topic for the set', () => {
    const heavy = reports.filter((report) => report.findings.some((one) => /% of all/.test(one.message)));
    expect(heavy.map((report) => report.file.slice(0, 3))).toEqual(['002']);
    for (const report of reports) expect(report.warnings).toContain('TOPIC_OVERLAP');
    expect(readTextFile(fileOf('000'))).toMatchObject({ encoding: 'utf-8' });
  });
});
