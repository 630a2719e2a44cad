import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/;

function parseInstant(value: unknown): Date {
  const instant = new Date(typeof value === 'string' && INSTANT.test(value) ? value : Number.NaN);
  if (!Number.isNaN(instant.getTime())) return instant;
  throw new GraphQLError('Give an instant with its time zone, such as 2026-11-22T09:30:00.000Z.');
}

/** An instant: answered as ISO 8601 in UTC, taken as ISO 8601 with any time zone; resolvers see a `Date`. */
export const dateTimeScalar = new GraphQLScalarType<Date, string>({
  name: 'DateTime',
  serialize: (value) => (value instanceof Date ? value.toISOString() : String(value)),
  parseValue: parseInstant,
  parseLiteral: (node) => parseInstant(node.kind === Kind.STRING ? node.value : undefined),
});

/** A JSON value, as it is. It is only ever answered here: no argument takes one. */
export const jsonScalar = new GraphQLScalarType<unknown, unknown>({ name: 'JSON', serialize: (value) => value });
