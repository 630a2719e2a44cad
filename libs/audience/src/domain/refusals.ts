import { Refusal } from '#kernel';

/** The address cannot be written to. */
export class InvalidEmailAddress extends Refusal {
  readonly code = 'INVALID_EMAIL_ADDRESS';
  constructor(readonly message: string) {
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
