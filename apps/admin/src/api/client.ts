import type { TypedDocumentString } from '../gql/operations';

/** Why a call brought no answer. A refusal is an answer; this is not. */
export type FailureKind = 'away' | 'signedOut' | 'broken';

/** The API could not answer. `errorId` names the entry in the server's log, when there is one. */
export class CallFailed extends Error {
  constructor(
    readonly kind: FailureKind,
    readonly errorId?: string,
  ) {
    super(kind);
  }
}

interface GraphqlAnswer<T> {
  readonly data?: T | null;
  readonly errors?: readonly { readonly message: string; readonly extensions?: Record<string, unknown> }[];
}

/** Calls the management API. Throws `CallFailed` when it is away, when nobody is signed in, or when it broke. */
export async function request<TResult, TVariables>(
  document: TypedDocumentString<TResult, TVariables>,
  variables: TVariables,
): Promise<TResult> {
  const answer = await post<TResult>(document.toString(), variables);
  const error = answer.errors?.[0];
  if (error) {
    const { code, errorId } = error.extensions ?? {};
    if (code === 'UNAUTHENTICATED') throw new CallFailed('signedOut');
    throw new CallFailed('broken', typeof errorId === 'string' ? errorId : undefined);
  }
  if (!answer.data) throw new CallFailed('broken');
  return answer.data;
}

async function post<T>(query: string, variables: unknown): Promise<GraphqlAnswer<T>> {
  const response = await reach('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json', 'apollo-require-preflight': '1' },
    body: JSON.stringify({ query, variables }),
  });
  if (response.status === 401) throw new CallFailed('signedOut');
  try {
    return (await response.json()) as GraphqlAnswer<T>;
  } catch {
    throw new CallFailed(response.status >= 500 ? 'away' : 'broken');
  }
}

/** `fetch` on our own origin; a network fault is thrown as `CallFailed('away')`. */
export async function reach(path: string, init?: RequestInit): Promise<Response> {
  try {
    return await fetch(path, { credentials: 'same-origin', ...init });
  } catch {
    throw new CallFailed('away');
  }
}
