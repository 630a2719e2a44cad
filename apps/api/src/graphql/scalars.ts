import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from 'graphql';

function literal(node: ValueNode, variables?: Record<string, unknown> | null): unknown {
  switch (node.kind) {
    case Kind.OBJECT:
      return Object.fromEntries(node.fields.map((field) => [field.name.value, literal(field.value, variables)]));
    case Kind.LIST:
      return node.values.map((value) => literal(value, variables));
    case Kind.INT:
    case Kind.FLOAT:
      return Number(node.value);
    case Kind.NULL:
      return null;
    case Kind.VARIABLE:
      return variables?.[node.name.value];
    default:
      return node.value;
  }
}

/** Any JSON value, as it is. Whoever takes one in parses it: the type promises nothing. */
export const jsonScalar = new GraphQLScalarType({
  name: 'JSON',
  serialize: (value) => value,
  parseValue: (value) => value,
  parseLiteral: literal,
});

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/;

function instant(value: unknown): Date {
  const date = typeof value === 'string' && INSTANT.test(value) ? new Date(value) : new Date(Number.NaN);
  // Year 0 and what a time zone moves out of four digits have no form that Postgres reads.
  const year = date.getUTCFullYear();
  if (year >= 1 && year <= 9999) return date;
  throw new GraphQLError('An instant is written like 2026-11-22T09:30:00Z, with its time zone.', {
    extensions: { code: 'BAD_USER_INPUT' },
  });
}

/** As this system writes instants itself: nothing is left to do. */
const OURS = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

function written(value: unknown): string {
  if (typeof value === 'string' && OURS.test(value)) return value;
  return (value instanceof Date ? value : instant(value)).toISOString();
}

/** An instant: a Date inside, ISO 8601 with time zone outside (RFC 3339). */
export const dateTimeScalar = new GraphQLScalarType({
  name: 'DateTime',
  serialize: written,
  parseValue: instant,
  parseLiteral: (node) => instant(node.kind === Kind.STRING ? node.value : undefined),
});
