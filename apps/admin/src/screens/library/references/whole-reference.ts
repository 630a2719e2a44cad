import type { OneReferenceQuery } from '../../../gql/operations';

/** One source, with everything its screen shows. */
export type WholeReference = NonNullable<OneReferenceQuery['reference']>;
