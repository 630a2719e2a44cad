import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import {
  buildSchema,
  findBreakingChanges,
  findDangerousChanges,
  getNamedType,
  isLeafType,
  isObjectType,
} from 'graphql';
import { projectPath } from '#platform';
import { schemaOf } from '../../scripts/schemas.mjs';

/**
 * What callers were promised. `node scripts/schemas.mjs` writes it anew: that is the one way to accept a change that breaks
 * a caller, and shows it in the review as a change of these files.
 */
const promised = (name: string) => buildSchema(readFileSync(projectPath('docs', 'api', `${name}.graphql`), 'utf8'));

describe.each(['management', 'delivery'] as const)('the %s schema', (name) => {
  it('breaks no caller of the one that was promised', () => {
    const changes = findBreakingChanges(promised(name), schemaOf(name));
    expect(changes.map(({ type, description }) => `${type}: ${description}`)).toEqual([]);
  });
});

describe('the promised delivery schema', () => {
  const schema = promised('delivery');
  const objects = Object.values(schema.getTypeMap()).filter(
    (type) => isObjectType(type) && !type.name.startsWith('__'),
  );
  const typeOf = (path: string): string => {
    const [type = '', field = ''] = path.split('.');
    const found = schema.getType(type);
    return isObjectType(found) ? String(found.getFields()[field]?.type) : 'no such type';
  };

  it('says the price of every field that answers an object', () => {
    const fields = objects.flatMap((type) => (isObjectType(type) ? Object.values(type.getFields()) : []));
    const composite = fields.filter(({ type }) => !isLeafType(getNamedType(type)));
    expect(composite.length).toBeGreaterThan(20);
    const silent = composite.filter(
      ({ astNode }) =>
        !astNode?.directives?.some(({ name, arguments: given }) => name.value === 'cost' && given?.length),
    );
    expect(silent.map(({ name, type }) => `${name}: ${type}`)).toEqual([]);
  });

  it.each([
    ['Article.provenance', 'Provenance!'],
    ['Provenance.lastReviewedAt', 'DateTime!'],
    ['Provenance.reviewedBy', 'Reviewer!'],
    ['Reviewer.name', 'String!'],
    ['Reviewer.credential', 'String!'],
    ['Provenance.nextReviewAt', 'DateTime!'],
    ['Provenance.approvedAt', 'DateTime!'],
    ['Article.revisionNumber', 'Int!'],
    ['Article.contentHash', 'String!'],
    ['Article.references', '[Reference!]!'],
  ])('tells where a text comes from: %s', (path, type) => {
    expect(typeOf(path)).toBe(type);
  });
});

describe('the check of promises', () => {
  const before = buildSchema('type Query { a(x: Int): String b: Int } enum E { A B } union U = Query');

  it('finds what breaks a caller', () => {
    const after = buildSchema('type Query { a(x: Int!): String! b: String } enum E { A } union U = Query');
    expect(
      findBreakingChanges(before, after)
        .map(({ type }) => type)
        .sort(),
    ).toEqual(['ARG_CHANGED_KIND', 'FIELD_CHANGED_KIND', 'VALUE_REMOVED_FROM_ENUM']);
  });

  it('lets a field and an argument come that nobody has to give', () => {
    const after = buildSchema(
      'type Query { a(x: Int, y: Int): String b: Int c: Int } enum E { A B C } union U = Query',
    );
    expect(findBreakingChanges(before, after)).toEqual([]);
    expect(findDangerousChanges(before, after).length).toBeGreaterThan(0);
  });
});
