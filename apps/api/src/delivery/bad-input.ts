import { GraphQLError } from 'graphql';
import type { InvalidInput } from '#kernel';

/** Input that the schema lets through and a reader does not, as an error of GraphQL. */
export function badInput({ field, message }: InvalidInput): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT', field } });
}
