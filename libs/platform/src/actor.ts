/** Who does something: a signed-in person, or a part of the system under its own name. */
export type Actor = StaffActor | SystemActor;

/** A role at one site. */
export type Role = 'author' | 'reviewer' | 'publisher' | 'admin';

export const ROLES: readonly Role[] = ['author', 'reviewer', 'publisher', 'admin'];

export interface StaffActor {
  readonly kind: 'staff';
  readonly userId: string;
  readonly name: string;
  readonly memberships: readonly { siteId: string; role: Role }[];
  /** Where the request came from; left out for a person that no request speaks for. */
  readonly origin?: ActorOrigin;
  /** Came in by a token that changes nothing. */
  readonly readOnly?: boolean;
}

/** How something came in, for the audit log. */
export interface ActorOrigin {
  readonly channel: 'web' | 'token' | 'cli' | 'worker';
  /** The sender's network address as our own edge saw it; null where there is none. */
  readonly address: string | null;
}

/** A sweep, a relay or an operator's command. It has a name of its own in the audit log and its own policy. */
export interface SystemActor {
  readonly kind: 'system';
  readonly name:
    | 'scheduler'
    | 'channels'
    | 'newsletter'
    | 'operator'
    | 'reviewClock'
    | 'followUp'
    | 'evidenceWatch'
    | 'signIn';
}

/** The system under one of its names. */
export function systemActor(name: SystemActor['name']): SystemActor {
  return { kind: 'system', name };
}

/** The id that history keeps of an actor; null for the system. */
export function actorId(actor: Actor): string | null {
  return actor.kind === 'staff' ? actor.userId : null;
}
