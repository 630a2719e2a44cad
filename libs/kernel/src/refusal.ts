/**
 * A "no" that we can foresee. Each refusal is a class of its own; its class name is its type in the GraphQL schema.
 *
 * `code` is stable and for programs, `message` is a full sentence for people that says what to do next.
 */
export abstract class Refusal {
  abstract readonly code: string;
  abstract readonly message: string;

  /** The GraphQL object type that carries this refusal. */
  get __typename(): string {
    return this.constructor.name;
  }
}

/** The caller is not signed in, or may not do this here. */
export class NotAllowed extends Refusal {
  readonly code = 'NOT_ALLOWED';
  constructor(readonly message: string) {
    super();
  }
}

/** Nothing with this id exists, or the caller may not see it. */
export class NotFound extends Refusal {
  readonly code = 'NOT_FOUND';
  constructor(readonly message: string) {
    super();
  }
}

/** The input breaks a rule of form. `field` names the part of the input that must change. */
export class InvalidInput extends Refusal {
  readonly code = 'INVALID_INPUT';
  constructor(
    readonly field: string,
    readonly message: string,
  ) {
    super();
  }
}
