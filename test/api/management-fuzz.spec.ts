import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  type GraphQLInputType,
  getNamedType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import { type Answered, type Api, type Caller, startApi } from '../support/api.js';
import { findThings, MUTATIONS, managementSchema, operationOf, type Things } from '../support/management-cases.js';
import { QUERIES } from '../support/management-queries.js';

const schema = managementSchema();

const NUL = 'a\u0000b';
const HALF = 'a\ud800b';
const LONG = 'x'.repeat(50_000);
const NASTY: Readonly<Record<string, readonly unknown[]>> = {
  ID: ['x', '', ' ', '01900000-0000-7000-8000-000000000000', "' OR 1=1 --", NUL, HALF, LONG, 7],
  String: ['', ' ', NUL, HALF, LONG, "'; DROP TABLE article; --", '%_\\', '\u202e\ufeff\n\r', 'en', 'constructor'],
  Int: [0, -1, 2_147_483_647, -2_147_483_648],
  JSON: [null, 0, '', [], {}, { type: 'doc' }, [[[[]]]], NUL, { a: NUL, b: HALF }, { type: NUL, content: HALF }],
  DateTime: ['0000-01-01T00:00:00Z', '0001-01-01T00:00:00+14:00', '9999-12-31T23:59:59-12:00', '2026-02-30T00:00:00Z'],
};
const junk = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const ID = '01900000-0000-7000-8000-000000000000';
const CURSORS = [
  'xyz',
  '',
  '====',
  Buffer.from('{').toString('base64url'),
  ...[
    null,
    {},
    [],
    [null],
    [{}, []],
    ['x'],
    ['x', ID],
    [ID],
    [5],
    [-1],
    [1.5],
    [1e300],
    ['1'],
    [true, ID],
    ['2026-01-01', 'x'],
    ['2026-01-01T00:00:00.000Z', ID, 'more'],
    ['999999-01-01T00:00:00.000Z', ID],
    ['-000001-01-01T00:00:00.000Z', ID],
    ['infinity', ID],
    [1e20, ID],
    [NUL, ID],
    [NUL],
  ].map(junk),
];

/** Every place in the variables that takes a plain value: its path, its type, and whether null may stand there. */
function places(
  type: GraphQLInputType,
  path: (string | number)[],
): { path: (string | number)[]; type: GraphQLInputType }[] {
  const inner = isNonNullType(type) ? type.ofType : type;
  if (isListType(inner)) return [{ path, type }, ...places(inner.ofType, [...path, 0])];
  if (!isInputObjectType(inner)) return [{ path, type }];
  return Object.values(inner.getFields()).flatMap((field) => places(field.type, [...path, field.name]));
}

function withValue(variables: Answered, [key, ...rest]: readonly (string | number)[], value: unknown): Answered {
  if (key === undefined) return value;
  const copy = Array.isArray(variables) ? [...variables] : { ...variables };
  copy[key] = withValue(copy[key], rest, value);
  return copy;
}

describe('the management endpoint, asked nonsense', () => {
  let api: Api;
  let things: Things;
  let everybody: Caller;

  beforeAll(async () => {
    api = await startApi();
    things = await findThings(api);
    everybody = await api.person('Everybody', 'harbor', 'author', 'reviewer', 'publisher', 'admin');
  });
  afterAll(() => api?.close());

  /** A bug of ours, if the question met one. */
  async function bugOf(query: string, variables: object): Promise<string | undefined> {
    api.log.length = 0;
    const { status, errors } = await everybody.send(query, variables);
    const bug = status >= 500 || errors?.some(({ extensions }) => !extensions || extensions.code === 'INTERNAL');
    return bug ? `${status} ${errors?.[0]?.message} ${String(api.log[0]?.fields.err?.message).slice(-150)}` : undefined;
  }

  const roots = [
    ...Object.values(schema.getQueryType()!.getFields()).map((field) => ({
      kind: 'query' as const,
      field,
      of: QUERIES,
    })),
    ...Object.values(schema.getMutationType()!.getFields()).map((field) => ({
      kind: 'mutation' as const,
      field,
      of: MUTATIONS,
    })),
  ].filter(({ field }) => field.args.length > 0);

  it.each(roots.map((root) => ({ ...root, name: root.field.name })))(
    'answers $name with any value in any place without a bug',
    async ({ kind, field, of }) => {
      const query = operationOf(kind, field);
      const bugs: unknown[] = [];
      for (const { path, type } of field.args.flatMap((arg) => places(arg.type, [arg.name]))) {
        const values = [...(isNonNullType(type) ? [] : [null]), ...(NASTY[getNamedType(type).name] ?? [])];
        for (const value of values) {
          const bug = await bugOf(query, withValue(of[field.name]!(things), path, value));
          if (bug) bugs.push(`${path.join('.')} ${JSON.stringify(value)?.slice(0, 60)} ${bug}`);
        }
      }
      expect(bugs).toEqual([]);
    },
    60_000,
  );

  const withCursor = Object.values(schema.getTypeMap())
    .filter(isObjectType)
    .flatMap((type) => Object.values(type.getFields()).map((field) => ({ type: type.name, field })))
    .filter(({ field }) => field.args.some(({ name }) => name === 'after'))
    .map(({ type, field }) => ({ name: `${type}.${field.name}` }));
  const asks: Record<string, string> = {
    'Query.articles': '{ articles(after: $after) { edges { cursor } } }',
    'Query.openReviewCases': '{ openReviewCases(after: $after) { edges { cursor } } }',
    'Query.taxonomyTerms': '{ taxonomyTerms(site: "harbor", after: $after) { edges { cursor } } }',
    'Query.publications': '{ publications(site: "harbor", after: $after) { edges { cursor } } }',
    'Query.issues': '{ issues(site: "harbor", after: $after) { edges { cursor } } }',
    'Article.revisions': '{ articles(first: 1) { edges { node { revisions(after: $after) { edges { cursor } } } } } }',
  };

  it.each(withCursor)('answers $name after any cursor without a bug', async ({ name }) => {
    const bugs: unknown[] = [];
    for (const after of CURSORS) {
      const bug = await bugOf(`query ($after: String) ${asks[name]}`, { after });
      if (bug) bugs.push(`${Buffer.from(after, 'base64url')} ${bug}`);
    }
    expect(bugs).toEqual([]);
  });

  it('answers a NUL character in the text of the operation without a bug', async () => {
    for (const literal of ['"a\\u0000b"', '"""a\u0000b"""']) {
      expect(await bugOf(`{ articles(search: ${literal}) { totalCount } }`, {})).toBeUndefined();
      expect(await bugOf(`{ audience(site: ${literal}) { confirmed } }`, {})).toBeUndefined();
    }
  });
});
