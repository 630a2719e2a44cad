import { unwrapResolverError } from '@apollo/server/errors';
import type { GraphQLFormattedError } from 'graphql';
import { newErrorId } from '#kernel';
import type { Logger } from '#platform';

/** Errors about the request itself: their words help the caller and tell nothing of the inside. */
const ABOUT_THE_REQUEST = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_USER_INPUT',
  'BAD_REQUEST',
  'OPERATION_RESOLUTION_FAILURE',
  'PERSISTED_QUERY_NOT_FOUND',
  'PERSISTED_QUERY_NOT_SUPPORTED',
  'COST_LIMIT',
  'ANSWER_TOO_LARGE',
  'TIMEOUT',
  'KEY_REQUIRED',
  'OPERATION_NOT_ALLOWED',
  'UNAUTHENTICATED',
  'FORBIDDEN',
]);

function withoutInternals(extensions: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { stacktrace: _stacktrace, originalError: _originalError, exception: _exception, ...rest } = extensions;
  return rest;
}

function isRefusedRequest(error: unknown): boolean {
  const { extensions } = error as { extensions?: { http?: { status?: unknown } } };
  const status = Number(extensions?.http?.status ?? 0);
  return status >= 400 && status < 500;
}

/**
 * Says to a caller what is theirs to know. An error about the request keeps its words; any other is a bug: it is logged
 * with its cause under an id, and the caller gets the id alone.
 */
export function errorFormatter(
  logger: Pick<Logger, 'error'>,
): (formatted: GraphQLFormattedError, error: unknown) => GraphQLFormattedError {
  return (formatted, error) => {
    const extensions = formatted.extensions ?? {};
    if (ABOUT_THE_REQUEST.has(String(extensions.code))) {
      return { ...formatted, extensions: withoutInternals(extensions) };
    }
    // The engine refuses some requests without a code of their own, such as a text that has not the hash beside it.
    if (isRefusedRequest(error)) return { message: formatted.message, extensions: { code: 'BAD_REQUEST' } };
    const errorId = newErrorId();
    logger.error({ errorId, path: formatted.path, err: unwrapResolverError(error) }, 'A GraphQL operation failed.');
    const { locations, path } = formatted;
    const message = `Something went wrong. Tell us this id: ${errorId}`;
    return { message, locations, path, extensions: { code: 'INTERNAL', errorId } };
  };
}
