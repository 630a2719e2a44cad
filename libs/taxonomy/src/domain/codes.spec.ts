import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { projectPath } from '#platform';
import { CODE_SYSTEMS, type CodeSystem, canonicalCode, matchCode, type TermCode } from './codes.js';
import { cleanCodes } from './terms.js';
import { hasVerhoeffCheck } from './verhoeff.js';

const code = (text: string, replacedBy: string[] = [], system: CodeSystem = 'icd10cm'): TermCode => ({
  system,
  code: text,
  status: replacedBy.length > 0 ? 'retired' : 'active',
  replacedBy,
});

const BACK = [code('M54.5', ['M54.50', 'M54.51', 'M54.59']), ...['M54.50', 'M54.51', 'M54.59'].map((it) => code(it))];

describe('the shape of a code', () => {
  it.each([
    ['icd10cm', 'm545', 'M54.5'],
    ['icd10cm', ' M54.50 ', 'M54.50'],
    ['icd10cm', 'S93401A', 'S93.401A'],
    ['icd10cm', 'C4A.0', 'C4A.0'],
    ['snomedct', '279039007', '279039007'],
    ['mesh', 'd017116', 'D017116'],
    ['mesh', 'C000657245', 'C000657245'],
  ] as const)('in %s takes %s as %s', (system, given, stored) => {
    expect(canonicalCode(system, given)).toBe(stored);
  });

  it.each([
    ['icd10cm', '54.5'],
    ['icd10cm', 'M5'],
    ['icd10cm', 'M54.50000'],
    ['icd10cm', 'M54.5-'],
    ['snomedct', '279039008'],
    ['snomedct', '2790'],
    // A description (01 before the check digit), with a right check digit.
    ['snomedct', '750827015'],
    ['mesh', 'D17116'],
    ['mesh', 'Q000628'],
  ] as const)('in %s refuses %s', (system, given) => {
    expect(canonicalCode(system, given)).toBeNull();
  });

  it('finds every single wrong digit and every swap of two neighbours, seed 11', () => {
    const id = '279039007';
    fc.assert(
      fc.property(fc.nat(id.length - 1), fc.integer({ min: 1, max: 9 }), (place, add) => {
        const wrong = id.slice(0, place) + ((Number(id[place]) + add) % 10) + id.slice(place + 1);
        const swapped = id.slice(0, place) + (id[place + 1] ?? '') + id[place] + id.slice(place + 2);
        expect(hasVerhoeffCheck(wrong)).toBe(false);
        expect(hasVerhoeffCheck(swapped)).toBe(swapped === id);
      }),
      { seed: 11 },
    );
  });

  it('is right for every code the product starts with', () => {
    const sql = readFileSync(projectPath('prisma/migrations/20261123040001_taxonomy_start/migration.sql'), 'utf8');
    const rows = [...sql.matchAll(/', '(icd10cm|snomedct|mesh)', '([^']+)'/g)];
    expect(rows.length).toBeGreaterThan(80);
    const wrong = rows.filter(([, system, text]) => canonicalCode(system as CodeSystem, text!) !== text);
    expect(wrong.map(([, , text]) => text)).toEqual([]);
    expect(new Set(rows.map((row) => row[1]))).toEqual(new Set(CODE_SYSTEMS));
  });
});

describe('what a code is answered with', () => {
  it('is itself while it is in force', () => {
    expect(matchCode('icd10cm', 'M54.51', BACK)).toEqual({ match: 'exact', codes: ['M54.51'] });
  });

  it('is the children of a retired one', () => {
    expect(matchCode('icd10cm', 'M54.5', BACK)).toEqual({ match: 'replaced', codes: ['M54.50', 'M54.51', 'M54.59'] });
  });

  it('is what stands at the end of several replacements, and nothing for a circle', () => {
    const chain = [code('M26.60', ['M26.61']), code('M26.61', ['M26.62', 'M26.63']), code('M26.62'), code('M26.63')];
    expect(matchCode('icd10cm', 'M26.60', chain).codes).toEqual(['M26.62', 'M26.63']);
    expect(matchCode('icd10cm', 'M26.60', [code('M26.60', ['M26.61']), code('M26.61', ['M26.60'])]).codes).toEqual([]);
  });

  it('is everything below a category', () => {
    expect(matchCode('icd10cm', 'M54', BACK)).toEqual({ match: 'below', codes: ['M54.50', 'M54.51', 'M54.59'] });
  });

  it('is the nearest by most characters: a later visit for the same sprain', () => {
    const sprains = [code('S93.401A'), code('S93.402A')];
    expect(matchCode('icd10cm', 'S93.401D', sprains)).toEqual({ match: 'nearest', codes: ['S93.401A'] });
  });

  it('is never the neck for the back', () => {
    expect(matchCode('icd10cm', 'M54.9', [...BACK, code('M54.2')])).toEqual({ match: 'none', codes: [] });
    expect(matchCode('snomedct', '279039007', BACK)).toEqual({ match: 'none', codes: [] });
  });
});

describe('the codes of a term', () => {
  it('are refused with the shape they should have', () => {
    const refused = cleanCodes('condition', [code('279039008', [], 'snomedct')]);
    expect(refused).toMatchObject({ code: 'INVALID_CODE', value: '279039008' });
    expect((refused as { message: string }).message).toContain('check digit');
  });

  it('stand on conditions only, once each, and only retired ones were replaced', () => {
    expect(cleanCodes('topic', [code('M54.2')])).toMatchObject({ code: 'INVALID_INPUT' });
    expect(cleanCodes('condition', [code('M542'), code('M54.2')])).toMatchObject({ code: 'INVALID_INPUT' });
    const active = { ...code('M54.5', ['M54.50']), status: 'active' as const };
    expect(cleanCodes('condition', [active])).toMatchObject({ code: 'INVALID_INPUT' });
    expect(cleanCodes('condition', [code('M54.5', ['M54.5'])])).toMatchObject({ code: 'INVALID_INPUT' });
  });
});
