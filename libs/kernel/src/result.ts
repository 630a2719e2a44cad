import { Refusal } from './refusal.js';

/** What a use case answers: the value, or a refusal that its caller can foresee. A bug is thrown instead. */
export type Result<T, R extends Refusal = Refusal> = T | R;

/** True when a use case refused. Narrows both sides, so the success path needs no cast. */
export function isRefusal(value: unknown): value is Refusal {
  return value instanceof Refusal;
}

/** The value of a result, or a thrown error with the refusal's sentence. For callers that cannot meet a refusal. */
export function expectOk<T>(result: T): Exclude<T, Refusal> {
  if (isRefusal(result)) throw new Error(`${result.code}: ${result.message}`);
  return result as Exclude<T, Refusal>;
}
