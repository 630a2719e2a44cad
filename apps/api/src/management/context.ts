import { NotAllowed } from '#kernel';
import type { StaffActor } from '#platform';
import type { Loaders } from './loaders.js';

/** What every resolver of the management schema is given: who asks, and this request's loaders. */
export interface ManagementContext {
  readonly actor: StaffActor | null;
  readonly loaders: Loaders;
  /** The request's own, for what belongs to the session it came in. */
  readonly headers: Headers;
}

/** The signed-in person, or the refusal that says to sign in. */
export function requireActor(context: ManagementContext): StaffActor | NotAllowed {
  return context.actor ?? new NotAllowed('You are not signed in. Sign in, then try again.');
}

/** Answers a mutation for a signed-in person; for anybody else, the refusal. */
export async function asActor<T>(
  context: ManagementContext,
  work: (actor: StaffActor) => Promise<T>,
): Promise<T | NotAllowed> {
  const actor = requireActor(context);
  return actor instanceof NotAllowed ? actor : work(actor);
}
