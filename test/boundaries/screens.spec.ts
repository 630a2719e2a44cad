import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { type DefinitionNode, Kind, parse } from 'graphql';
import { projectPath } from '#platform';
import { ADMIN_SCREENS } from '../support/admin-screens.js';

const ADMIN = projectPath('apps', 'admin', 'src');
const SCHEMA = projectPath('apps', 'api', 'src', 'management');

/** Operations that no screen asks, each with the reason why. A program may need them all the same. */
const WITHOUT_SCREEN: Readonly<Record<string, string>> = {
  importArticle: 'files are uploaded and imported by the worker; this is for programs',
};

function definitionsIn(folder: string): DefinitionNode[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.graphql'));
  return files.flatMap((name) => parse(readFileSync(join(folder, name), 'utf8')).definitions);
}

/** The parts of the schema, each a folder. */
const parts = readdirSync(SCHEMA, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

/** The mutations that a part of the schema adds. */
function mutationsOf(part: string): string[] {
  return definitionsIn(join(SCHEMA, part)).flatMap((it) =>
    it.kind === Kind.OBJECT_TYPE_EXTENSION && it.name.value === 'Mutation'
      ? (it.fields ?? []).map((f) => f.name.value)
      : [],
  );
}

/** Every root field of a mutation that some screen asks. */
function asked(): Set<string> {
  return new Set(
    definitionsIn(ADMIN).flatMap((operation) =>
      operation.kind === Kind.OPERATION_DEFINITION && operation.operation === 'mutation'
        ? operation.selectionSet.selections.flatMap((field) => (field.kind === Kind.FIELD ? [field.name.value] : []))
        : [],
    ),
  );
}

/** The kinds of destinations that the server has, by their classes. */
function kindsOfDestinations(): string[] {
  const folder = projectPath('libs', 'channels', 'src', 'channels');
  const sources = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));
  return sources.flatMap((source) => source.match(/readonly kind = '(\w+)'/)?.[1] ?? []);
}

/** What a definition adds to the roots of the schema. */
function rootFields(it: DefinitionNode): string[] {
  if (it.kind !== Kind.OBJECT_TYPE_EXTENSION && it.kind !== Kind.OBJECT_TYPE_DEFINITION) return [];
  return ['Query', 'Mutation'].includes(it.name.value) ? (it.fields ?? []).map(({ name }) => name.value) : [];
}

/** Every address of the router, as its files of routes write them. */
function routes(): string[] {
  const folder = join(ADMIN, 'routes');
  return readdirSync(folder).flatMap((name) =>
    [...readFileSync(join(folder, name), 'utf8').matchAll(/^ {2}path: '([^']+)',$/gm)].map(([, path]) => path ?? ''),
  );
}

describe('the screens of the admin UI', () => {
  it('are all in the list of the journey that looks at each', () => {
    expect(routes().length).toBeGreaterThan(30);
    expect(Object.keys(ADMIN_SCREENS).sort()).toEqual(routes().sort());
  });

  it('each have a task of a person in the docs', () => {
    const docs = readFileSync(projectPath('docs', 'screens.md'), 'utf8');
    expect(routes().filter((route) => !docs.includes(`\`${route}\``))).toEqual([]);
    const known = new Set(definitionsIn(SCHEMA).flatMap(rootFields));
    const named = [...docs.matchAll(/`([a-z][A-Za-z]+)`/g)].map(([, name]) => name ?? '');
    expect(named.filter((name) => !known.has(name))).toEqual([]);
  });

  it('have a form for every kind of destination', () => {
    const forms = join(ADMIN, 'screens', 'publishing', 'destinations', 'destination-kinds.ts');
    const source = readFileSync(forms, 'utf8');
    const kinds = kindsOfDestinations();
    expect(kinds).toContain('webhook');
    expect(kinds.filter((kind) => !source.includes(`\n  ${kind}: {`))).toEqual([]);
  });

  it.each(parts)('ask every mutation about %s, or it says here why none does', (part) => {
    const there = asked();
    expect(mutationsOf(part).filter((name) => !there.has(name) && !(name in WITHOUT_SCREEN))).toEqual([]);
  });

  it('have no exception that is none any more', () => {
    const there = asked();
    const known = new Set(parts.flatMap(mutationsOf));
    expect(known.size).toBeGreaterThan(50);
    expect(Object.keys(WITHOUT_SCREEN).filter((name) => there.has(name) || !known.has(name))).toEqual([]);
  });
});
