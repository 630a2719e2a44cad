import { Refusal } from '#kernel';

/** What is wrong with something that should be one address. */
export type AddressFault =
  | 'ADDRESS_MISSING'
  | 'ADDRESS_LONG'
  | 'ADDRESS_INVISIBLE'
  | 'ADDRESS_SPACE'
  | 'ADDRESS_MORE'
  | 'ADDRESS_AT'
  | 'ADDRESS_LOCAL'
  | 'ADDRESS_DOMAIN'
  | 'ADDRESS_CAPITALS';

/** The address cannot be written to. */
export class InvalidEmailAddress extends Refusal {
  readonly code = 'INVALID_EMAIL_ADDRESS';
  constructor(
    readonly message: string,
    /** Which fault it is; stable, for programs. */
    readonly fault: AddressFault,
  ) {
    super();
  }
}

/** The link of a mail was changed on its way, or we never wrote it. */
export class InvalidToken extends Refusal {
  readonly code = 'INVALID_TOKEN';
  readonly message =
    'This link is not complete or not ours. Open the link in the e-mail again, or copy all of it into the address bar.';
}

/** The link was good once. */
export class ExpiredToken extends Refusal {
  readonly code = 'EXPIRED_TOKEN';
  readonly message = 'This link has expired: it works for 48 hours. Sign up again, and we send you a new one.';
}

/** Who left, never confirmed or was erased has no preferences. */
export class NotSubscribed extends Refusal {
  readonly code = 'NOT_SUBSCRIBED';
  readonly message = 'You are not subscribed at the moment, so there is nothing to change. Sign up again on the site.';
}

/** The address may be written to already. */
export class NotSuppressed extends Refusal {
  readonly code = 'NOT_SUPPRESSED';
  readonly message = 'This address is not on the list, so there is nothing to lift. Load the list again.';
}

/** What the person did is not for staff to take back. */
export class SuppressionStays extends Refusal {
  readonly code = 'SUPPRESSION_STAYS';
  readonly message: string;
  constructor(readonly reason: string) {
    super();
    this.message =
      reason === 'complained'
        ? 'This person reported a newsletter as spam. That is never lifted: they get nothing more from this site.'
        : 'This person left or asked to be erased. Only they can come back: they sign up again on the site and confirm.';
  }
}
