import { isRefusal, NotFound, type Refusal } from '#kernel';

/** Names the GraphQL type of a use case's answer. A refusal knows its own. */
export function typed<T extends object>(name: string, answer: T): (T & { __typename: string }) | Refusal {
  return isRefusal(answer) ? answer : { ...answer, __typename: name };
}

/** The refusal for a site that does not exist or where the caller has no role: the two look alike. */
export function siteNotFound(): NotFound {
  return new NotFound('You have no role at a site of this name. Choose one of your sites.');
}
