import { Refusal } from '#kernel';

/** This address, or this kind of destination, is not one we send to. */
export class DestinationRefused extends Refusal {
  readonly code = 'DESTINATION_REFUSED';
  /** @param field what was given wrong: `url`, `secret`, or the name of a setting */
  constructor(
    readonly message: string,
    readonly field = 'url',
  ) {
    super();
  }
}

/** The destination is in another state by now. */
export class DestinationMovedOn extends Refusal {
  readonly code = 'DESTINATION_MOVED_ON';
  readonly message: string;
  constructor(readonly state: string) {
    super();
    this.message = `The destination is ${state} by now, so this cannot be done. Load it again.`;
  }
}
