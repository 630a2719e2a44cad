import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { projectPath } from '#platform';
import { sourceFiles } from './rooms.js';

const DOCS = readFileSync(projectPath('docs', 'faults.md'), 'utf8');

/** The faults that concern publishing and channels, by their numbers. */
const NUMBERS = [11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 24, 25];

/** What the page says of each fault: its number and where it is tried. */
const rows = [...DOCS.matchAll(/^\| (\d+) \|.*\| ([^|]+) \|$/gm)].map(([, number, where]) => ({
  number: Number(number),
  where: where!,
}));

/** The kinds of faults that the drill counts, each of which its spec proves to have happened. */
const drilled = readFileSync(projectPath('test', 'integration', 'publishing-drill.spec.ts'), 'utf8');

function fileOf(named: string): string {
  const inFaults = named.replace(/^faults\//, 'test/integration/faults/');
  return inFaults.includes('/') ? inFaults : `test/integration/${inFaults}`;
}

describe('the faults that are tried', () => {
  it('are all on the page, once each', () => {
    expect(rows.map(({ number }) => number)).toEqual(NUMBERS);
  });

  it.each(rows)(
    'fault $number is tried in a file that is there, or by a kind of fault the drill counts',
    ({ where }) => {
      const named = [...where.matchAll(/`([^`]+)`/g)].map(([, it]) => it!);
      expect(named.length).toBeGreaterThan(0);
      for (const it of named.filter((one) => one.endsWith('.ts'))) {
        expect([it, existsSync(projectPath(...fileOf(it).split('/')))]).toEqual([it, true]);
      }
      for (const kind of named.filter((one) => /^[a-zA-Z]+$/.test(one) && !one.startsWith('ENOSPC'))) {
        expect([kind, /SIG[A-Z]+|LISTEN/.test(kind) || drilled.includes(kind)]).toEqual([kind, true]);
      }
    },
  );

  it.each(NUMBERS)('fault %i is named by its number in a test, or in a drill', (number) => {
    const named = new RegExp(`\\bfaults? ${number}\\b`);
    const tests = [...sourceFiles('libs'), ...sourceFiles('apps'), ...sourceFiles('test')];
    const places = tests.filter(({ path, text }) => /\.(spec|drill)\./.test(path) && named.test(text));
    expect(places.map(({ path }) => path)).not.toEqual([]);
  });
});
