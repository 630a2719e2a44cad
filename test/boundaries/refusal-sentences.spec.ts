import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { projectPath } from '#platform';

const textsIn = (ending: string, ...folder: string[]): string =>
  readdirSync(projectPath(...folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending) && !name.endsWith('.spec.ts'))
    .map((name) => readFileSync(join(projectPath(...folder), name), 'utf8'))
    .join('\n');

describe('why the API says no', () => {
  const types = [
    ...textsIn('.graphql', 'apps', 'api', 'src', 'management').matchAll(/^type (\w+) implements Refusal/gm),
  ];
  const sources = textsIn('.ts', 'libs') + textsIn('.ts', 'apps', 'api', 'src');
  const spanish = textsIn('refusals.ts', 'apps', 'admin', 'src', 'messages', 'es');

  /** The code that a refusal of this type carries. */
  const codeOf = (type: string) =>
    sources.match(new RegExp(`class ${type} extends Refusal \\{[\\s\\S]*?code(?:: string)? = '([A-Z_]+)'`))?.[1];

  it('is known by its code', () => {
    expect(types.length).toBeGreaterThan(80);
    expect(types.map(([, type]) => type ?? '').filter((type) => !codeOf(type))).toEqual([]);
  });

  it('has a sentence of its own in Spanish on the screen', () => {
    const codes = types.map(([, type]) => codeOf(type ?? '') ?? '');
    expect(codes.filter((code) => !new RegExp(`^  ${code}:`, 'm').test(spanish))).toEqual([]);
  });

  it('has one for everything that is found of a sender’s domain', () => {
    const outcomes = textsIn('domain-finding.ts', 'libs', 'newsletter', 'src', 'domain');
    const reasons = [...outcomes.matchAll(/^ {2}([A-Z_]+): \[/gm)].map(([, reason]) => reason ?? '');
    expect(reasons.length).toBeGreaterThan(15);
    expect(reasons.filter((reason) => !new RegExp(`^  ${reason}:`, 'm').test(spanish))).toEqual([]);
  });

  it('has one for everything that is found in an issue', () => {
    const checks = textsIn('-checks.ts', 'libs', 'newsletter', 'src', 'domain', 'checks');
    const codes = [...new Set([...checks.matchAll(/'([A-Z]+(?:_[A-Z]+)+)'/g)].map(([, code]) => code ?? ''))];
    expect(codes.length).toBeGreaterThan(15);
    expect(codes.filter((code) => !new RegExp(`^  ${code}:`, 'm').test(spanish))).toEqual([]);
  });

  it('has one for everything that is wrong with an address in a list', () => {
    const faults = [...textsIn('refusals.ts', 'libs', 'audience', 'src', 'domain').matchAll(/\| '(ADDRESS_[A-Z]+)'/g)];
    expect(faults.length).toBe(9);
    expect(faults.filter(([, fault]) => !new RegExp(`^  ${fault}:`, 'm').test(spanish))).toEqual([]);
  });
});
