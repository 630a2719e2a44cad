import { existsSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { projectPath } from '#platform';
import { isTest, type SourceFile, sourceFiles } from './rooms.js';

/** The file that an import means, from the project's folder; null for packages. */
function targetOf(file: SourceFile, specifier: string): string | null {
  if (specifier.startsWith('#')) return `libs/${specifier.slice(1)}/src/index.ts`;
  if (!specifier.startsWith('.')) return null;
  const path = new URL(specifier, `file:///${file.path}`).pathname.slice(1);
  const candidates = [path.replace(/\.js$/, '.ts'), path.replace(/\.js$/, '.tsx'), `${path}.ts`, `${path}.tsx`];
  return candidates.find((it) => existsSync(projectPath(it))) ?? null;
}

/** One cycle of imports, as the files on it; null when there is none. */
function findCycle(edges: ReadonlyMap<string, readonly string[]>): string[] | null {
  const done = new Set<string>();
  const path: string[] = [];
  const visit = (file: string): string[] | null => {
    if (path.includes(file)) return [...path.slice(path.indexOf(file)), file];
    if (done.has(file)) return null;
    path.push(file);
    for (const next of edges.get(file) ?? []) {
      const cycle = visit(next);
      if (cycle) return cycle;
    }
    path.pop();
    done.add(file);
    return null;
  };
  for (const file of edges.keys()) {
    const cycle = visit(file);
    if (cycle) return cycle;
  }
  return null;
}

describe('imports', () => {
  it('have no cycle, in all of the product', () => {
    const files = sourceFiles('libs', 'apps').filter((file) => !isTest(file.path));
    const edges = new Map(
      files.map((file) => [
        file.path,
        file.imports.map((it) => targetOf(file, it)).filter((it): it is string => it !== null),
      ]),
    );
    expect(edges.size).toBeGreaterThan(100);
    expect(findCycle(edges)).toBeNull();
  });

  it('would be caught', () => {
    expect(
      findCycle(
        new Map([
          ['a', ['b']],
          ['b', ['c']],
          ['c', ['a']],
        ]),
      ),
    ).toEqual(['a', 'b', 'c', 'a']);
  });
});
